import { z } from "zod";

/** How far one colouring of one photo is from the truth. */
const measuresSchema = z.strictObject({
  /** Over the red, green and blue of all pixels, 8 bits. */
  psnrDb: z.number(),
  /** Mean of |Δa*| and |Δb*|, in CIELAB units. */
  abError: z.number(),
  /** Mean CIEDE2000. */
  deltaE2000: z.number(),
  /** Hasler and Süsstrunk: 0 is grey, 33 average. */
  colourfulness: z.number(),
});
export type Measures = z.infer<typeof measuresSchema>;

/** The same over many photos, beside the grey copy and the truth. */
const summarySchema = measuresSchema.extend({
  /** What it has above the grey copy. */
  gainDb: z.number(),
  /** Its ab error as a share of the grey copy's. */
  abRatio: z.number(),
  /** Its colourfulness as a share of the truth's. */
  colourfulnessRatio: z.number(),
});
export type Summary = z.infer<typeof summarySchema>;

const photoSchema = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  /** Of the photo itself. */
  colourfulness: z.number(),
  /** By the colouring's name; `grey` is always there. */
  colourings: z.record(z.string(), measuresSchema),
});
export type EvaluatedPhoto = z.infer<typeof photoSchema>;

/** What `npm run evaluate -- --json` writes. */
export const evaluationSchema = z.strictObject({
  colourings: z.array(
    z.strictObject({
      name: z.string(),
      /** Name and short hash of the weights; null for the grey copy. */
      modelTag: z.string().nullable(),
      /** The mean over the photos; its ratios are ratios of the means. */
      mean: summarySchema,
      /** The median of the photos' own numbers. */
      median: summarySchema,
      /** Names of the photos with the most above the grey copy, the best first, and of those with the least, the worst first. */
      best: z.array(z.string()),
      worst: z.array(z.string()),
    }),
  ),
  photos: z.array(photoSchema),
  /** Names of what was left out. */
  skipped: z.strictObject({
    /** Without colour: there is nothing to compare with. */
    grey: z.array(z.string()),
    unreadable: z.array(z.string()),
  }),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
