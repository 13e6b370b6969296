import { z } from "zod";

const sumOf = (shares: { percent: number }[]) => shares.reduce((sum, { percent }) => sum + percent, 0);

/**
 * Whose colors a picture has, the largest share first: `by` names an engine, as `edits`, or `studio`, the studio's own network. Whole
 * percents of the picture that add up to 100.
 */
export const paintedBySchema = z
  .array(z.strictObject({ by: z.string().min(1).max(60), percent: z.number().int().min(0).max(100) }))
  .min(1)
  .refine((shares) => sumOf(shares) === 100, { message: "The shares must add up to 100" });
export type PaintedBy = z.infer<typeof paintedBySchema>;

/** The studio's own network, in `by`. */
export const ownNetwork = "studio";

/** @param share of the picture, in [0, 1], whose colors are the other engine's */
export function paintedByTwo(engine: string, share: number): PaintedBy {
  const percent = Math.round(100 * Math.max(0, Math.min(1, share)));
  const both = [
    { by: engine, percent },
    { by: ownNetwork, percent: 100 - percent },
  ];
  return both.filter((one) => one.percent > 0).sort((one, other) => other.percent - one.percent);
}
