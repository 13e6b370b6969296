import "server-only";
import { type AddOn, addOns, type Order } from "../contract/order";
import { type PhotoFacts, photoFactsSchema } from "../contract/photo-facts";
import type { Job } from "../generated/prisma/client";

/** The order of a job, from its row. */
export function toOrder(row: Job): Order {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = row;
  const autoAddOns = addOns.filter((addOn) => row.autoAddOns.includes(addOn));
  return { model, cleanScratches, faceRemaster, autoAddOns, outputFormat, strength, metadata };
}

/** The ordered add-ons that changed nothing and were not charged; empty until the job has succeeded. */
export const toIdleAddOns = ({ idleAddOns }: Pick<Job, "idleAddOns">): AddOn[] =>
  addOns.filter((addOn) => idleAddOns.includes(addOn));

/** What the run found in the photo; null until the job has succeeded. */
export function toPhotoFacts(row: Job): PhotoFacts | null {
  if (row.status !== "succeeded") return null;
  const { inputTone: tone, damagePercent, facesFound: faces, clarityGain } = row;
  return photoFactsSchema.parse({ tone, damagePercent, faces, clarityGain });
}
