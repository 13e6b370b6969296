import { z } from "zod";
import { coloringMeasuresSchema, hueSharesSchema, pictureMeasuresSchema } from "../measures/measures";

/** What one table has in a row, over many photos. */
const summarySchema = z.strictObject({
  psnrDb: z.number(),
  /** What it has above the gray copy. */
  gainDb: z.number(),
  abError: z.number(),
  /** Its ab error as a share of the gray copy's. */
  abRatio: z.number(),
  deltaE2000: z.number(),
  colorfulness: z.number(),
  /** Its colorfulness as a share of the truth's. */
  colorfulnessRatio: z.number(),
});
export type Summary = z.infer<typeof summarySchema>;

const photoSchema = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  /** Of the photo itself. */
  truth: pictureMeasuresSchema,
  /** By the coloring's name; `gray` is always there. */
  colorings: z.record(z.string(), coloringMeasuresSchema),
});
export type EvaluatedPhoto = z.infer<typeof photoSchema>;

const coloringSchema = z.strictObject({
  name: z.string(),
  /** Name and short hash of the weights; null for the gray copy. */
  modelTag: z.string().nullable(),
  /** The mean over the photos; its ratios are ratios of the means. */
  mean: summarySchema,
  /** The median of the photos' own numbers. */
  median: summarySchema,
  /** Share of the photos whose PSNR is above the gray copy's. */
  betterThanGray: z.number(),
  /** Mean over the photos. */
  hues: hueSharesSchema,
  /** Mean flat gradient as a share of the truth's: above 1 there are patches that the photos don't have. Null where no photo has flat ground. */
  patchiness: z.number().nullable(),
  /** Names of the photos with the most above the gray copy, the best first, and of those with the least, the worst first. */
  best: z.array(z.string()),
  worst: z.array(z.string()),
});
export type ColoringReport = z.infer<typeof coloringSchema>;

const setSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  /** Mean over the photos; the flat gradient over those with flat ground. */
  truth: pictureMeasuresSchema,
  colorings: z.array(coloringSchema),
  /** Share of the photos on which the PSNR of `large` is not below that of `tiny`; null where not both were measured. */
  largeAtLeastTiny: z.number().nullable(),
  photos: z.array(photoSchema),
  /** Names of what was left out. */
  skipped: z.strictObject({
    /** Without color: there is nothing to compare with. */
    gray: z.array(z.string()),
    unreadable: z.array(z.string()),
  }),
});
export type SetReport = z.infer<typeof setSchema>;

/** What `npm run evaluate -- --json` writes: one set for each table. */
export const evaluationSchema = z.strictObject({ sets: z.array(setSchema) });
