import type { PhotoFacts } from "@/lib/contract/photo-facts";

/**
 * What to know before color is put on photos that have it already; null when none is known to.
 * @param facts one entry a photo; null where nobody has looked
 */
export function describeColors(facts: (PhotoFacts | null)[]): string | null {
  const inColor = facts.filter((seen) => seen?.tone === "color").length;
  if (inColor === 0) return null;
  if (facts.length === 1) return "This photo is already in color; its colors will be replaced.";
  if (inColor === 1) return `1 of ${facts.length} photos is already in color; its colors will be replaced.`;
  const which = inColor === facts.length ? "All photos" : `${inColor} of ${facts.length} photos`;
  return `${which} are already in color; their colors will be replaced.`;
}
