import type { LocalPhoto } from "../queue/local-photo";

export type Inspection = { ref: string; file: File };
type Queue = { add: (items: Inspection[]) => void; remove: (ref: string) => void };

/**
 * Requests one inspection of each photo that is ready, and cancels it for photos that were sent or removed.
 * @param requested refs with a requested inspection; changed in place
 */
export function syncInspections(queue: Queue, requested: Set<string>, photos: LocalPhoto[]): void {
  const unseen = photos.flatMap(({ ref, phase, facts, file }) =>
    phase === "ready" && facts === null && file ? [{ ref, file }] : [],
  );
  const refs = new Set(unseen.map(({ ref }) => ref));
  for (const ref of requested) {
    if (refs.has(ref)) continue;
    queue.remove(ref);
    requested.delete(ref);
  }
  const fresh = unseen.filter(({ ref }) => !requested.has(ref));
  for (const { ref } of fresh) requested.add(ref);
  queue.add(fresh);
}
