import type { AddOn } from "@/lib/contract/order";
import { type ClarityGain, clarityGains, type PhotoFacts } from "@/lib/contract/photo-facts";
import { formatCount, formatShare } from "@/lib/format/format-numbers";

/**
 * What an add-on would find. `idle`: it has nothing to do in any photo that is ready. `gain` is shown as dots; null where nobody
 * can say.
 */
export type Finding = { text: string; idle: boolean; gain: ClarityGain | null };
type Seen = (PhotoFacts | null)[];

/**
 * What an add-on would find in the photos that are ready; null as long as nobody knows.
 * @param facts one entry a photo; null where nobody has looked
 */
export function describeFinding(addOn: AddOn, facts: Seen): Finding | null {
  if (addOn === "cleanScratches") return describeDamage(facts);
  return describeGain(facts) ?? describeFaces(facts);
}

const notCharged = "and not charged if nothing changes";
const pick = <Value>(facts: Seen, read: (seen: PhotoFacts) => Value | null) =>
  facts.map((seen) => seen && read(seen)).filter((value) => value !== null);
const countAbove0 = (values: number[]) => values.filter((value) => value > 0).length;
const checked = (known: number[], facts: Seen) => `${known.length} of ${facts.length} checked`;

function describeDamage(facts: Seen): Finding | null {
  const percents = pick(facts, (seen) => seen.damagePercent);
  const [first] = percents;
  if (first === undefined) return null;
  const damaged = countAbove0(percents);
  const say = (text: string, idle = false) => ({ text, idle, gain: null });
  if (percents.length < facts.length) {
    const soFar = damaged === 0 ? "No damage so far" : `Damage in ${formatCount(damaged, "photo")}`;
    return say(`${soFar}, ${checked(percents, facts)}`);
  }
  if (damaged === 0) return say(`No damage found: nothing to do, ${notCharged}`, true);
  if (facts.length === 1) return say(`Damage on ${formatShare(first)} of the photo`);
  return say(`Damage in ${damaged} of ${facts.length} photos`);
}

const ofOne: Record<ClarityGain, string> = {
  0: `Already clear: nothing to gain, ${notCharged}`,
  1: "Gains a little",
  2: "Gains clearly",
  3: "Gains a lot",
};
function ofSeveral(gain: ClarityGain, gaining: number, photos: number): string {
  if (gain === 0) return `All already clear: nothing to gain, ${notCharged}`;
  return `${gaining} of ${photos} photos gain, at best ${["", "a little", "clearly", "a lot"][gain]}`;
}

/** Several photos have the dots of the one that gains most. */
function describeGain(facts: Seen): Finding | null {
  const gains = pick(facts, (seen) => seen.clarityGain);
  if (gains.length === 0) return null;
  const gain = clarityGains.findLast((value) => gains.includes(value)) ?? 0;
  const gaining = countAbove0(gains);
  const faces = describeFaces(facts)?.text.replace(/^./, (letter) => letter.toLowerCase());
  if (gains.length < facts.length) {
    const soFar = gaining === 0 ? "Nothing to gain so far" : `Gain in ${formatCount(gaining, "photo")}`;
    return { text: `${soFar}, ${checked(gains, facts)}`, idle: false, gain: gaining === 0 ? null : gain };
  }
  const text = facts.length === 1 ? ofOne[gain] : ofSeveral(gain, gaining, facts.length);
  return { text: faces ? `${text}; ${faces}` : text, idle: gain === 0, gain };
}

function describeFaces(facts: Seen): Finding | null {
  const counts = pick(facts, (seen) => seen.faces);
  const [first] = counts;
  if (first === undefined) return null;
  const withFaces = countAbove0(counts);
  const say = (text: string) => ({ text, idle: false, gain: null });
  if (counts.length < facts.length) {
    const soFar = withFaces === 0 ? "No face so far" : `Faces in ${formatCount(withFaces, "photo")}`;
    return say(`${soFar}, ${checked(counts, facts)}`);
  }
  if (withFaces === 0) return say("No face found");
  return say(
    facts.length === 1 ? `${formatCount(first, "face")} found` : `Faces in ${withFaces} of ${facts.length} photos`,
  );
}

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
