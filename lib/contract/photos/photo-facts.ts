import { z } from "zod";
import type { AddOn } from "../order";

/**
 * `gray`: no color; `toned`: one tint all over, such as sepia; `color`: already in color; `bilevel`: pure black and white, without a
 * gray that could be given a color.
 */
export const photoTones = ["gray", "toned", "color", "bilevel"] as const;
export type PhotoTone = (typeof photoTones)[number];

/** How much AI Clarity Boost would improve a photo: 0 not at all (already clear), 1 a little, 2 clearly, 3 a lot. */
export const clarityGains = [0, 1, 2, 3] as const;
export type ClarityGain = (typeof clarityGains)[number];

/** What was found in a photo before anything was changed. Null means not examined or unknown. */
export const photoFactsSchema = z.strictObject({
  tone: z.enum(photoTones).nullable().meta({
    description:
      "`gray`, `toned` (one tint all over, such as sepia), `color` (already in color) or `bilevel` (pure black and white); null if unknown.",
  }),
  damagePercent: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .meta({ description: "Percentage of the picture that is scratched, stained or torn; null if not examined." }),
  faces: z.number().int().min(0).nullable().meta({ description: "Number of faces found; null if not examined." }),
  clarityGain: z.literal(clarityGains).nullable().meta({
    description:
      "How much AI Clarity Boost improves the photo: 0 already clear, 1 a little, 2 clearly, 3 a lot; null if not examined.",
  }),
});
export type PhotoFacts = z.infer<typeof photoFactsSchema>;

/**
 * Whether a photo has something for an add-on to do, as far as it is known: true where it is not. Browser and studio decide by this
 * for an add-on that is ordered with `auto`.
 */
export const hasWork = (addOn: AddOn, facts: PhotoFacts | null): boolean =>
  addOn === "cleanScratches" ? facts?.damagePercent !== 0 : facts?.clarityGain !== 0;

export const unknownFacts: PhotoFacts = { tone: null, damagePercent: null, faces: null, clarityGain: null };
