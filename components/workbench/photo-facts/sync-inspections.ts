import type { LocalPhoto } from "../queue/local-photo";

type Inspection = Pick<LocalPhoto, "ref" | "file">;
type Queue = { add: (items: Inspection[]) => void; remove: (ref: string) => void };

/**
 * Asks for a look at each photo that waits for its owner, once, and calls it off for those that were sent or taken out.
 * @param requested the refs it has requested for; changed in place
 */
export function syncInspections(queue: Queue, requested: Set<string>, photos: LocalPhoto[]): void {
  const unseen = photos.filter(({ phase, facts }) => phase === "ready" && facts === null);
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
