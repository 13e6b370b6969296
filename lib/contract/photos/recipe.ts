import { z } from "zod";

/** Longest lists of a recipe. All points together stay below the bytes that a JSON body may have, at four decimals each. */
export const maxHints = 40;
export const maxStrokes = 60;
export const maxStrokePoints = 400;
export const maxRecipePoints = 3000;

const share = z.number().min(0).max(1);

/** A line painted with a round brush. */
export const strokeSchema = z.strictObject({
  radius: z.number().min(0).max(0.5).meta({ description: "Of the brush, as a share of the photo's longer side." }),
  points: z
    .array(z.tuple([share, share]))
    .min(1)
    .max(maxStrokePoints)
    .meta({ description: "Of the line: x and y as shares of the photo's width and height, from the top left." }),
});
export type Stroke = z.infer<typeof strokeSchema>;

/** What color something has. The region under and around the strokes takes it, up to the edges of what was painted on. */
export const hintSchema = z.strictObject({
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "must be a color such as #8a5a3c")
    .meta({ description: "Its lightness is ignored: the photo keeps its own.", example: "#8a5a3c" }),
  strokes: z.array(strokeSchema).min(1).max(maxStrokes),
});
export type Hint = z.infer<typeof hintSchema>;

const countPoints = (hints: Hint[]) =>
  hints.reduce((sum, { strokes }) => sum + strokes.reduce((points, stroke) => points + stroke.points.length, 0), 0);

const fields = {
  strength: z.number().min(0).max(2).meta({ description: "Amount of color: 0 none, 1 as it is, 2 twice." }),
  warmth: z
    .number()
    .min(-1)
    .max(1)
    .meta({ description: "-1 cooler to 1 warmer, most in the middle tones; 0 as it is." }),
  saturation: z.number().min(0).max(2).meta({
    description: "Of strong colors more than of weak ones: 0 muted, 1 as it is, 2 vivid.",
  }),
  hints: z
    .array(hintSchema)
    .max(maxHints)
    .refine((hints) => countPoints(hints) <= maxRecipePoints, `may have ${maxRecipePoints} points in all`)
    .meta({ description: "Where hints overlap, the later one counts." }),
};

/** How a finished picture's colors are adjusted, as answers have it. Lightness is never changed. */
export const recipeAnswerSchema = z.strictObject(fields);

/** The same as requests have it: what is left out changes nothing. */
export const recipeSchema = z.strictObject({
  strength: fields.strength.default(1),
  warmth: fields.warmth.default(0),
  saturation: fields.saturation.default(1),
  hints: fields.hints.default([]),
});
export type Recipe = z.infer<typeof recipeSchema>;

export const neutralRecipe: Recipe = { strength: 1, warmth: 0, saturation: 1, hints: [] };

/** Whether the recipe changes nothing. */
export const isNeutral = ({ strength, warmth, saturation, hints }: Recipe): boolean =>
  strength === 1 && warmth === 0 && saturation === 1 && hints.length === 0;
