import type { LocalPhoto } from "../queue/local-photo";

type Look = Pick<LocalPhoto, "ref" | "file">;
type Queue = { add: (items: Look[]) => void; remove: (ref: string) => void };

/**
 * Asks for a look at each photo that waits for its owner, once, and calls it off for those that were sent or taken out.
 * @param asked the refs it has asked for; changed in place
 */
export function syncLooks(queue: Queue, asked: Set<string>, photos: LocalPhoto[]): void {
  const unseen = photos.filter(({ phase, facts }) => phase === "ready" && facts === null);
  const refs = new Set(unseen.map(({ ref }) => ref));
  for (const ref of asked) {
    if (refs.has(ref)) continue;
    queue.remove(ref);
    asked.delete(ref);
  }
  const fresh = unseen.filter(({ ref }) => !asked.has(ref));
  for (const { ref } of fresh) asked.add(ref);
  queue.add(fresh);
}
