import type { JobAnswer } from "../contract/console-jobs";
import { type AddOn, addOns } from "../contract/order";
import { ownNetwork, type PaintedBy } from "../contract/photos/painted-by";
import type { PhotoFacts } from "../contract/photos/photo-facts";
import { priceLabels, priceOrder, prices } from "../contract/prices";
import { formatCount, formatCredits, formatShare } from "./format-numbers";

type Job = Pick<JobAnswer, "status" | "facts" | "idleAddOns" | "priceCredits"> & { order: Record<AddOn, boolean> };

/**
 * What each ordered add-on of a succeeded job did to its photo, as far as it is known, and what it cost:
 * "Smart Damage Repair: damage on about 3% repaired, 1 credit", "AI Clarity Boost: nothing to improve, not charged".
 */
export function listEffects(job: Job): string[] {
  if (job.status !== "succeeded") return [];
  return addOns
    .filter((addOn) => job.order[addOn])
    .map((addOn) => `${priceLabels[addOn]}: ${describeEffect(addOn, job)}`);
}

const idleWords: Record<AddOn, string> = { cleanScratches: "nothing to repair", faceRemaster: "nothing to improve" };

function describeEffect(addOn: AddOn, job: Job): string {
  if (job.idleAddOns.includes(addOn)) return `${idleWords[addOn]}, not charged`;
  const done = job.facts && readers[addOn](job.facts);
  // A test key's job is free, and a job from before a price change had another price.
  const cost = priceOrder(job.order).total === job.priceCredits ? formatCredits(prices[addOn]) : null;
  return [done, cost].filter((part) => part !== null).join(", ") || "done";
}

const readers: Record<AddOn, (facts: PhotoFacts) => string | null> = {
  cleanScratches: ({ damagePercent: percent }) => {
    if (percent === null) return null;
    return percent > 0 ? `damage on ${formatShare(percent)} repaired` : "no damage found";
  },
  faceRemaster: ({ faces, clarityGain }) => {
    if (faces) return `${formatCount(faces, "face")} made clear`;
    if (clarityGain) return "the whole photo made clearer";
    return faces === 0 ? "no faces found" : null;
  },
};

/** Whose colors a picture has, as one sentence: "62% of the colors came from edits, 38% from this studio's own network". */
export function describePainters(shares: PaintedBy): string {
  const name = (by: string) => (by === ownNetwork ? "this studio's own network" : by);
  const parts = shares.map(
    ({ by, percent }, at) => `${percent}%${at === 0 ? " of the colors came" : ""} from ${name(by)}`,
  );
  return parts.join(", ");
}
