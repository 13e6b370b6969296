import { useEffect, useMemo, useRef, useState } from "react";
import { UploadQueue } from "../../queue/upload-queue";
import { noteFound, useQueueState } from "../../queue/use-queue";
import { type Inspected, inspectPhoto } from "./inspect-photo";
import { type Inspection, nameInspection, syncInspections } from "./sync-inspections";
import { tryAgain, waitUnless } from "./try-again";

const everything = "*";

/**
 * Has photos inspected before they are sent, one at a time, but for the one that is just being prepared. An inspection that fails is
 * ignored, but for one that a busy studio puts off.
 * @returns refs of the photos whose inspection is still to come
 */
export function useInspections(signedIn: boolean, preparing: string | null): ReadonlySet<string> {
  const { photos } = useQueueState();
  /** Inspections that nothing more will be known of; `everything` where the studio inspects none. */
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const requested = useRef(new Set<string>());
  const [queue] = useState(() => {
    const created = new UploadQueue<Inspection, Inspected>(
      (item, { signal }) =>
        tryAgain(
          () => inspectPhoto(item, { signal }),
          (ms) => waitUnless(signal, ms),
        ),
      {
        onProgress: () => {},
        onDone: ({ photoRef }, { facts, hints }) => {
          // A studio that forwards its photos knows no facts: send it no more copies.
          if (Object.values(facts).every((fact) => fact === null)) {
            created.takeWaiting();
            return setGiven(new Set([everything]));
          }
          noteFound(photoRef, { facts, hints });
        },
        onFailed: ({ ref }) => setGiven((old) => new Set([...old, ref])),
      },
      1,
    );
    return created;
  });
  useEffect(() => {
    const settled = signedIn ? photos.filter(({ ref }) => ref !== preparing) : [];
    syncInspections(queue, requested.current, settled);
  }, [queue, photos, signedIn, preparing]);
  useEffect(() => {
    const refs = requested.current;
    return () => syncInspections(queue, refs, []);
  }, [queue]);
  return useMemo(() => {
    if (!signedIn || given.has(everything)) return new Set();
    const coming = photos.filter(
      (photo) => photo.phase === "ready" && !photo.facts && photo.file && !given.has(nameInspection(photo)),
    );
    return new Set(coming.map(({ ref }) => ref));
  }, [photos, given, signedIn]);
}
