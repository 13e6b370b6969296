import { useEffect, useRef, useState } from "react";
import type { PhotoFacts } from "@/lib/contract/photo-facts";
import { UploadQueue } from "../queue/upload-queue";
import type { usePhotoQueue } from "../queue/use-photo-queue";
import { inspectPhoto } from "./inspect-photo";
import { syncInspections } from "./sync-inspections";

type Inspection = { ref: string; file: File };

/** Has photos inspected before they are sent, one at a time. An inspection that fails is ignored. */
export function useInspections({ photos, dispatch }: ReturnType<typeof usePhotoQueue>, signedIn: boolean): void {
  const requested = useRef(new Set<string>());
  const [queue] = useState(() => {
    const created = new UploadQueue<Inspection, PhotoFacts>(
      inspectPhoto,
      {
        onProgress: () => {},
        onDone: ({ ref }, facts) => {
          // A studio that forwards its photos knows no facts: send it no more copies.
          if (Object.values(facts).every((fact) => fact === null)) return void created.takeWaiting();
          dispatch({ type: "see", ref, facts });
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
