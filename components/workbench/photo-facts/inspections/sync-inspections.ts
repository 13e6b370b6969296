import type { Edits } from "@/lib/contract/photos/edits";
import { editsKey, pickEdits } from "@/lib/contract/photos/edits";
import type { LocalPhoto } from "../../queue/local-photo";

/** `ref` names the photo and its edits: other edits are another inspection. */
export type Inspection = { ref: string; photoRef: string; file: File; edits: Edits };
type Queue = { add: (items: Inspection[]) => void; remove: (ref: string) => void };

/** What the inspection of a photo as it is now is called. */
export const nameInspection = ({ ref, order }: Pick<LocalPhoto, "ref" | "order">): string => {
  const key = editsKey(order);
  return key === "" ? ref : `${ref} ${key}`;
};

/**
 * Requests one inspection of each photo that is ready, and cancels it for photos that were sent, removed or edited.
 * @param requested names of the requested inspections; changed in place
 */
export function syncInspections(queue: Queue, requested: Set<string>, photos: LocalPhoto[]): void {
  const unseen = photos.flatMap((photo): Inspection[] => {
    const { ref, phase, facts, file, order } = photo;
    if (phase !== "ready" || facts !== null || !file) return [];
    return [{ ref: nameInspection(photo), photoRef: ref, file, edits: pickEdits(order) }];
  });
  const names = new Set(unseen.map(({ ref }) => ref));
  for (const name of requested) {
    if (names.has(name)) continue;
    queue.remove(name);
    requested.delete(name);
  }
  const fresh = unseen.filter(({ ref }) => !requested.has(ref));
  for (const { ref } of fresh) requested.add(ref);
  queue.add(fresh);
}
