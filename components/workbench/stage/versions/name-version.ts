import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { AddOn } from "@/lib/contract/order";
import { addOns } from "@/lib/contract/order";
import { type Edits, editsKey } from "@/lib/contract/photos/edits";
import type { PhotoVersion } from "../../queue/queue-photo";

const modelNames = { large: "Large", tiny: "Tiny" } as const;
const addOnNames: Record<AddOn, string> = { cleanScratches: "Repair", faceRemaster: "Clarity" };

/** "Large", "Tiny + Repair", "Large + Clarity, adjusted". Add-ons that had nothing to do are left out. */
function nameVersion({ order, idleAddOns, recipe }: JobAnswer, saysEdits: boolean): string {
  const done = addOns.filter((addOn) => order[addOn] && !idleAddOns.includes(addOn));
  const made = [modelNames[order.model], ...done.map((addOn) => addOnNames[addOn])].join(" + ");
  return [made, ...(saysEdits ? nameEdits(order) : []), ...(recipe ? ["adjusted"] : [])].join(", ");
}

const nameEdits = ({ page, rotate, crop, invert }: Edits): string[] => [
  ...(page > 1 ? [`page ${page}`] : []),
  ...(rotate === 0 ? [] : ["turned"]),
  ...(crop ? ["cropped"] : []),
  ...(invert ? ["from negative"] : []),
];

const editsOf = ({ job }: PhotoVersion): string => editsKey(job.order);

/** The other versions that lie over the chosen one: those of the same part, turned alike. */
export function listComparable(versions: readonly PhotoVersion[], chosen: string | undefined): PhotoVersion[] {
  const shown = versions.find(({ jobId }) => jobId === chosen);
  return shown ? versions.filter((other) => other !== shown && editsOf(other) === editsOf(shown)) : [];
}

/**
 * The names of a photo's versions by job, no two alike: of several with one name the first has it, the later ones a number. Edits
 * are named where not all versions have the same.
 * @param versions newest first
 */
export function nameVersions(versions: readonly PhotoVersion[]): Map<string, string> {
  const saysEdits = new Set(versions.map(editsOf)).size > 1;
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { jobId, job } of versions.toReversed()) {
    const name = nameVersion(job, saysEdits);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(jobId, count > 1 ? `${name} (${count})` : name);
  }
  return names;
}
