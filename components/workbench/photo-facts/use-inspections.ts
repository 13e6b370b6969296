import { useEffect, useRef, useState } from "react";
import type { PhotoFacts } from "@/lib/contract/photo-facts";
import { UploadQueue } from "../queue/upload-queue";
import { noteFacts, useQueueState } from "../queue/use-queue";
import { inspectPhoto } from "./inspect-photo";
import { type Inspection, syncInspections } from "./sync-inspections";

/** Has photos inspected before they are sent, one at a time. An inspection that fails is ignored. */
export function useInspections(signedIn: boolean): void {
  const { photos } = useQueueState();
  const requested = useRef(new Set<string>());
  const [queue] = useState(() => {
    const created = new UploadQueue<Inspection, PhotoFacts>(
      inspectPhoto,
      {
        onProgress: () => {},
        onDone: ({ ref }, facts) => {
          // A studio that forwards its photos knows no facts: send it no more copies.
          if (Object.values(facts).every((fact) => fact === null)) return void created.takeWaiting();
          noteFacts(ref, facts);
        },
        onFailed: () => {},
      },
      1,
    );
    return created;
  });
  useEffect(() => syncInspections(queue, requested.current, signedIn ? photos : []), [queue, photos, signedIn]);
  useEffect(() => {
    const refs = requested.current;
    return () => syncInspections(queue, refs, []);
  }, [queue]);
}
