import type { AddOn } from "@/lib/contract/order";
import { type ClarityGain, clarityGains, type PhotoFacts } from "@/lib/contract/photos/photo-facts";
import { formatCount, formatShare } from "@/lib/format/format-numbers";

/**
 * What an add-on would do. `idle`: it would change nothing in any photo that is ready. `gain` is shown as dots; null where it is
 * not known.
 */
export type Finding = { text: string; idle: boolean; gain: ClarityGain | null };
type Facts = (PhotoFacts | null)[];

/**
 * What an add-on would do to the photos that are ready; null as long as it is not known. Those of pure black and white are left out.
 * @param facts one entry for each photo; null where it was not inspected
 */
export function describeFinding(addOn: AddOn, all: Facts): Finding | null {
  const facts = all.filter((seen) => !isPure(seen));
  if (addOn === "cleanScratches") return describeDamage(facts);
  return describeGain(facts) ?? describeFaces(facts);
}

const notCharged = "Not charged if nothing changes";
const pick = <Value>(facts: Facts, read: (seen: PhotoFacts) => Value | null) =>
  facts.map((seen) => seen && read(seen)).filter((value) => value !== null);
const countAbove0 = (values: number[]) => values.filter((value) => value > 0).length;
const checked = (known: number[], facts: Facts) => `${known.length} of ${facts.length} checked`;

function describeDamage(facts: Facts): Finding | null {
  const percents = pick(facts, (seen) => seen.damagePercent);
  const [first] = percents;
  if (first === undefined) return null;
  const damaged = countAbove0(percents);
  const asFinding = (text: string, idle = false) => ({ text, idle, gain: null });
  if (percents.length < facts.length) {
    const soFar = damaged === 0 ? "No damage so far" : `Damage in ${formatCount(damaged, "photo")}`;
    return asFinding(`${soFar}, ${checked(percents, facts)}`);
  }
  if (damaged === 0) return asFinding(`No damage found. ${notCharged}`, true);
  if (facts.length === 1) return asFinding(`Damage on ${formatShare(first)} of the photo`);
  return asFinding(`Damage in ${damaged} of ${facts.length} photos`);
}

const ofOne: Record<ClarityGain, string> = {
  0: `Already clear. ${notCharged}`,
  1: "Improves the photo a little",
  2: "Improves the photo noticeably",
  3: "Improves the photo a lot",
};
function ofSeveral(gain: ClarityGain, gaining: number, photos: number): string {
  if (gain === 0) return `All already clear. ${notCharged}`;
  return `Improves ${gaining} of ${photos} photos, at best ${["", "a little", "noticeably", "a lot"][gain]}`;
}

/** For several photos, `gain` is that of the photo that gains most. */
function describeGain(facts: Facts): Finding | null {
  const gains = pick(facts, (seen) => seen.clarityGain);
  if (gains.length === 0) return null;
  const gain = clarityGains.findLast((value) => gains.includes(value)) ?? 0;
  const gaining = countAbove0(gains);
  const faces = describeFaces(facts)?.text.replace(/^./, (letter) => letter.toLowerCase());
  if (gains.length < facts.length) {
    const soFar = gaining === 0 ? "No improvement so far" : `Improves ${formatCount(gaining, "photo")}`;
    return { text: `${soFar}, ${checked(gains, facts)}`, idle: false, gain: gaining === 0 ? null : gain };
  }
  const text = facts.length === 1 ? ofOne[gain] : ofSeveral(gain, gaining, facts.length);
  return { text: faces ? `${text}; ${faces}` : text, idle: gain === 0, gain };
}

function describeFaces(facts: Facts): Finding | null {
  const counts = pick(facts, (seen) => seen.faces);
  const [first] = counts;
  if (first === undefined) return null;
  const withFaces = countAbove0(counts);
  const asFinding = (text: string) => ({ text, idle: false, gain: null });
  if (counts.length < facts.length) {
    const soFar = withFaces === 0 ? "No faces so far" : `Faces in ${formatCount(withFaces, "photo")}`;
    return asFinding(`${soFar}, ${checked(counts, facts)}`);
  }
  if (withFaces === 0) return asFinding("No faces found");
  return asFinding(
    facts.length === 1 ? `${formatCount(first, "face")} found` : `Faces in ${withFaces} of ${facts.length} photos`,
  );
}

/** Whether a photo is pure black and white: the studio refuses to color it. False where nobody knows. */
export const isPure = (facts: PhotoFacts | null): boolean => facts?.tone === "bilevel";

/** What keeps photos from being colored, or a warning about them; null where all is well, or nothing is known. */
export const describeTone = (facts: Facts): string | null => describePure(facts) ?? describeColors(facts);

function describePure(facts: Facts): string | null {
  const pure = facts.filter(isPure).length;
  if (pure === 0) return null;
  if (facts.length === 1) return "Pure black and white: there is no gray to color. Scan it in gray.";
  const which = pure === 1 ? `1 of ${facts.length} photos is` : `${pure} of ${facts.length} photos are`;
  return `${which} pure black and white, without gray to color, and left out. Scan ${pure === 1 ? "it" : "them"} in gray.`;
}

/**
 * A warning for photos that are already in color; null when none is known to be.
 * @param facts one entry for each photo; null where it was not inspected
 */
export function describeColors(facts: (PhotoFacts | null)[]): string | null {
  const inColor = facts.filter((seen) => seen?.tone === "color").length;
  if (inColor === 0) return null;
  if (facts.length === 1) return "This photo is already in color; its colors will be replaced.";
  if (inColor === 1) return `1 of ${facts.length} photos is already in color; its colors will be replaced.`;
  const which = inColor === facts.length ? "All photos" : `${inColor} of ${facts.length} photos`;
  return `${which} are already in color; their colors will be replaced.`;
}
