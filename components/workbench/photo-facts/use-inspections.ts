"use client";

import { useEffect, useRef, useState } from "react";
import type { PhotoFacts } from "@/lib/contract/photo-facts";
import { UploadQueue } from "../queue/upload-queue";
import type { usePhotoQueue } from "../queue/use-photo-queue";
import { lookAtPhoto } from "./inspect-photo";
import { syncLooks } from "./sync-inspections";

type Look = { ref: string; file: File };

/** Has photos looked at before they are sent, one at a time and behind everything else. A look that fails leaves no trace. */
export function useLooks({ photos, dispatch }: ReturnType<typeof usePhotoQueue>, signedIn: boolean): void {
  const asked = useRef(new Set<string>());
  const [queue] = useState(() => {
    const created = new UploadQueue<Look, PhotoFacts>(
      lookAtPhoto,
      {
        onProgress: () => {},
        onDone: ({ ref }, facts) => {
          // A studio that hands its photos on sees nothing itself: spare it the copies that wait.
          if (Object.values(facts).every((fact) => fact === null)) return void created.takeWaiting();
          dispatch({ type: "see", ref, facts });
        },
        onFailed: () => {},
      },
      1,
    );
    return created;
  });
  useEffect(() => syncLooks(queue, asked.current, signedIn ? photos : []), [queue, photos, signedIn]);
  useEffect(() => {
    const refs = asked.current;
    return () => syncLooks(queue, refs, []);
  }, [queue]);
}
