import "server-only";
import { type AddOn, addOns, type BitDepth, type Order } from "../contract/order";
import { cropSchema } from "../contract/photos/edits";
import { type PaintedBy, paintedBySchema } from "../contract/photos/painted-by";
import { type PhotoFacts, photoFactsSchema } from "../contract/photos/photo-facts";
import { type PhotoNote, photoNotes } from "../contract/photos/photo-notes";
import { type Recipe, recipeSchema } from "../contract/photos/recipe";
import type { Job, BitDepth as StoredBitDepth } from "../generated/prisma/client";

/** What the run noticed in the photo's file. Codes of a newer version are left out. */
export const toPhotoNotes = ({ photoNotes: found }: Pick<Job, "photoNotes">): PhotoNote[] =>
  photoNotes.filter((note) => found.includes(note));

/** Names of an enum in the database cannot begin with a digit. */
const bitDepthNames = { auto: "auto", bits8: "8", bits16: "16" } as const satisfies Record<StoredBitDepth, BitDepth>;
export const storedBitDepths = { auto: "auto", "8": "bits8", "16": "bits16" } as const satisfies Record<
  BitDepth,
  StoredBitDepth
>;

/** The order of a job, from its row. */
export function toOrder(row: Job): Order {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = row;
  const { outputProfile, page, rotate, invert, hint } = row;
  const autoAddOns = addOns.filter((addOn) => row.autoAddOns.includes(addOn));
  const output = { outputFormat, strength, metadata, outputProfile, bitDepth: bitDepthNames[row.bitDepth] };
  const crop = cropSchema.nullable().parse(row.crop);
  return { model, cleanScratches, faceRemaster, autoAddOns, ...output, page, rotate, crop, invert, hint };
}

/** The ordered add-ons that changed nothing and were not charged; empty until the job has succeeded. */
export const toIdleAddOns = ({ idleAddOns }: Pick<Job, "idleAddOns">): AddOn[] =>
  addOns.filter((addOn) => idleAddOns.includes(addOn));

/** Whose colors the output has; null where they are all the studio's own network's, and until the job has succeeded. */
export const toPaintedBy = ({ paintedBy }: Pick<Job, "paintedBy">): PaintedBy | null =>
  paintedBySchema.nullable().catch(null).parse(paintedBy);

/** How the owner adjusted the colors of the output; null for not at all, and for what only a newer version can read. */
export const toRecipe = ({ recipe }: Pick<Job, "recipe">): Recipe | null =>
  recipeSchema.nullable().catch(null).parse(recipe);

/** What the run found in the photo; null until the job has succeeded. */
export function toPhotoFacts(row: Job): PhotoFacts | null {
  if (row.status !== "succeeded") return null;
  const { inputTone: tone, damagePercent, facesFound: faces, clarityGain } = row;
  return photoFactsSchema.parse({ tone, damagePercent, faces, clarityGain });
}
