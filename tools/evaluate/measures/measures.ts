import { z } from "zod";

export const hues = ["neutral", "red", "brown", "green", "blue", "purple"] as const;
export type Hue = (typeof hues)[number];

/** Share of the pixels in each class of hue; they add up to 1. */
export const hueSharesSchema = z.record(z.enum(hues), z.number().min(0).max(1));
export type HueShares = z.infer<typeof hueSharesSchema>;

export function mapHues(shareOf: (hue: Hue) => number): HueShares {
  return {
    neutral: shareOf("neutral"),
    red: shareOf("red"),
    brown: shareOf("brown"),
    green: shareOf("green"),
    blue: shareOf("blue"),
    purple: shareOf("purple"),
  };
}

/** What is measured of a picture alone. */
export const pictureMeasuresSchema = z.strictObject({
  /** Hasler and Süsstrunk: 0 is gray, 33 average. */
  colorfulness: z.number(),
  hues: hueSharesSchema,
  /** Mean gradient of a* and b* where the truth's lightness is flat, in CIELAB units a pixel; null where hardly anything is flat. */
  flatGradient: z.number().nullable(),
});
export type PictureMeasures = z.infer<typeof pictureMeasuresSchema>;

/** How far one coloring of one photo is from the truth, and what is measured of it alone. */
export const coloringMeasuresSchema = pictureMeasuresSchema.extend({
  /** Over the red, green and blue of all pixels, 8 bits. */
  psnrDb: z.number(),
  /** Mean of |Δa*| and |Δb*|, in CIELAB units. */
  abError: z.number(),
  /** Mean CIEDE2000. */
  deltaE2000: z.number(),
});
export type ColoringMeasures = z.infer<typeof coloringMeasuresSchema>;
