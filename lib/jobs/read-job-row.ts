import "server-only";
import { z } from "zod";
import { type AddOn, addOns, metadataPolicies, models, type Order, outputFormats } from "../contract/order";
import { type PhotoFacts, photoFactsSchema } from "../contract/photo-facts";
import type { Job } from "../generated/prisma/client";

/** The columns are text, so what they hold is checked. */
const choicesSchema = z.object({
  model: z.enum(models),
  outputFormat: z.enum(outputFormats),
  metadata: z.enum(metadataPolicies),
});

/** The order of a job, from its row. */
export function toOrder(row: Job): Order {
  const { model, outputFormat, metadata } = choicesSchema.parse(row);
  const { cleanScratches, faceRemaster, strength } = row;
  return { model, cleanScratches, faceRemaster, outputFormat, strength, metadata };
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
