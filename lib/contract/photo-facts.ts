import { z } from "zod";

/** `gray`: no color; `toned`: one tint over everything, as sepia; `color`: it is in color already. */
export const photoTones = ["gray", "toned", "color"] as const;
export type PhotoTone = (typeof photoTones)[number];

/** How much AI Clarity Boost would gain: 0 already clear, 1 a little, 2 clearly, 3 a lot. */
export const clarityGains = [0, 1, 2, 3] as const;
export type ClarityGain = (typeof clarityGains)[number];

/** What was seen in a photo itself, before anything was done to it. Null: nobody looked, or whoever looked could not tell. */
export const photoFactsSchema = z.strictObject({
  tone: z.enum(photoTones).nullable().meta({ description: "`color` when the photo was in color already." }),
  damagePercent: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .meta({ description: "Share of the picture found scratched, stained or torn; null if nobody looked." }),
  faces: z.number().int().min(0).nullable().meta({ description: "Faces found; null if nobody looked." }),
  clarityGain: z.literal(clarityGains).nullable().meta({
    description:
      "How much AI Clarity Boost gains: 0 already clear, 1 a little, 2 clearly, 3 a lot; null if nobody looked.",
  }),
});
export type PhotoFacts = z.infer<typeof photoFactsSchema>;

export const unknownFacts: PhotoFacts = { tone: null, damagePercent: null, faces: null, clarityGain: null };
