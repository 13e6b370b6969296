import type { AddOn } from "@/lib/contract/order";
import type { PhotoFacts } from "@/lib/contract/photo-facts";
import { formatCount } from "@/lib/format/format-count";
import { formatShare } from "@/lib/format/format-share";

/** What an add-on would find. `idle`: it would have nothing to do. */
export type Finding = { text: string; idle: boolean };

const readers: Record<AddOn, (facts: PhotoFacts) => number | null> = {
  cleanScratches: ({ damagePercent }) => damagePercent,
  faceRemaster: ({ faces }) => faces,
};
const ofOne: Record<AddOn, (found: number) => string> = {
  cleanScratches: (percent) => `Damage on ${formatShare(percent)} of the photo`,
  faceRemaster: (faces) => `${formatCount(faces, "face")} found`,
};
const words: Record<AddOn, { some: string; none: string; idle: string }> = {
  cleanScratches: { some: "Damage", none: "No damage", idle: "No damage found: nothing to do" },
  faceRemaster: { some: "Faces", none: "No face", idle: "No face found: only the gentle clarity" },
};

/**
 * What an add-on would find in the photos that are ready; null as long as nobody knows.
 * @param facts one entry a photo; null where nobody has looked
 */
export function describeFinding(addOn: AddOn, facts: (PhotoFacts | null)[]): Finding | null {
  const known = facts.map((seen) => seen && readers[addOn](seen)).filter((value) => value !== null);
  const [first] = known;
  if (first === undefined) return null;
  const found = known.filter((value) => value > 0).length;
  const { some, none, idle } = words[addOn];
  if (known.length < facts.length) {
    const soFar = found === 0 ? `${none} so far` : `${some} in ${formatCount(found, "photo")}`;
    return { text: `${soFar}, ${known.length} of ${facts.length} checked`, idle: false };
  }
  if (found === 0) return { text: idle, idle: true };
  return {
    text: facts.length === 1 ? ofOne[addOn](first) : `${some} in ${found} of ${facts.length} photos`,
    idle: false,
  };
}
