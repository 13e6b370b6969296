import "server-only";
import { type AddOn, addOns, type Order } from "../contract/order";
import type { PhotoFacts } from "../contract/photo-facts";
import type { Job } from "../generated/prisma/client";

/** The order of a job, from its row. */
export function toOrder(row: Job): Order {
  return {
    model: row.model as Order["model"],
    cleanScratches: row.cleanScratches,
    faceRemaster: row.faceRemaster,
    outputFormat: row.outputFormat as Order["outputFormat"],
    strength: row.strength,
    metadata: row.metadata as Order["metadata"],
  };
}

/** The ordered add-ons that changed nothing and were not charged; empty until the job has succeeded. */
export const toIdleAddOns = ({ idleAddOns }: Pick<Job, "idleAddOns">): AddOn[] =>
  addOns.filter((addOn) => idleAddOns.includes(addOn));

/** What the run found in the photo; null until the job has succeeded. */
export function toPhotoFacts(row: Job): PhotoFacts | null {
  if (row.status !== "succeeded") return null;
  return {
    tone: row.inputTone as PhotoFacts["tone"],
    damagePercent: row.damagePercent,
    faces: row.facesFound,
    clarityGain: row.clarityGain as PhotoFacts["clarityGain"],
  };
}
