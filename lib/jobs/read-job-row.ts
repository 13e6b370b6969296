import "server-only";
import { type AddOn, addOns, type Order } from "../contract/order";
import { type PhotoFacts, photoFactsSchema } from "../contract/photos/photo-facts";
import { type Recipe, recipeSchema } from "../contract/photos/recipe";
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

/** How the owner adjusted the colors of the output; null for not at all, and for what only a newer version can read. */
export const toRecipe = ({ recipe }: Pick<Job, "recipe">): Recipe | null =>
  recipeSchema.nullable().catch(null).parse(recipe);

/** What the run found in the photo; null until the job has succeeded. */
export function toPhotoFacts(row: Job): PhotoFacts | null {
  if (row.status !== "succeeded") return null;
  const { inputTone: tone, damagePercent, facesFound: faces, clarityGain } = row;
  return photoFactsSchema.parse({ tone, damagePercent, faces, clarityGain });
}
