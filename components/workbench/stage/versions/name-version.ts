import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { AddOn } from "@/lib/contract/order";
import { addOns } from "@/lib/contract/order";
import type { PhotoVersion } from "../../queue/queue-photo";

const modelNames = { large: "Large", tiny: "Tiny" } as const;
const addOnNames: Record<AddOn, string> = { cleanScratches: "Repair", faceRemaster: "Clarity" };

/** "Large", "Tiny + Repair", "Large + Clarity, adjusted". Add-ons that had nothing to do are left out. */
function nameVersion({ order, idleAddOns, recipe }: JobAnswer): string {
  const done = addOns.filter((addOn) => order[addOn] && !idleAddOns.includes(addOn));
  const made = [modelNames[order.model], ...done.map((addOn) => addOnNames[addOn])].join(" + ");
  return recipe ? `${made}, adjusted` : made;
}

/**
 * The names of a photo's versions by job, no two alike: of several with one name the first has it, the later ones a number.
 * @param versions newest first
 */
export function nameVersions(versions: readonly PhotoVersion[]): Map<string, string> {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { jobId, job } of versions.toReversed()) {
    const name = nameVersion(job);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(jobId, count > 1 ? `${name} (${count})` : name);
  }
  return names;
}
