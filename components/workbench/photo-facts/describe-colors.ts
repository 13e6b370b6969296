import type { PhotoFacts } from "@/lib/contract/photo-facts";

/**
 * What to know before colour is put on photos that have it already; null when none is known to.
 * @param facts one entry a photo; null where nobody has looked
 */
export function describeColours(facts: (PhotoFacts | null)[]): string | null {
  const inColour = facts.filter((seen) => seen?.tone === "colour").length;
  if (inColour === 0) return null;
  if (facts.length === 1) return "This photo is already in colour; its colours will be replaced.";
  if (inColour === 1) return `1 of ${facts.length} photos is already in colour; its colours will be replaced.`;
  const which = inColour === facts.length ? "All photos" : `${inColour} of ${facts.length} photos`;
  return `${which} are already in colour; their colours will be replaced.`;
}
