import { expect, it } from "vitest";
import { describePainters } from "../../format/list-effects";
import { paintedBySchema, paintedByTwo } from "./painted-by";

it("shares of two are whole percents that add up to 100, the larger one first", () => {
  for (let share = 0; share <= 1; share += 0.003) {
    const shares = paintedByTwo("edits", share);
    expect(paintedBySchema.parse(shares)).toEqual(shares);
    expect(shares.every(({ percent }, at) => percent > 0 && percent <= (shares[at - 1]?.percent ?? 100))).toBe(true);
  }
});

it("a picture that is all of one has one share, and shares that don't add up are refused", () => {
  expect(paintedByTwo("edits", 0.998)).toEqual([{ by: "edits", percent: 100 }]);
  expect(paintedByTwo("edits", 0)).toEqual([{ by: "studio", percent: 100 }]);
  expect(paintedBySchema.safeParse([{ by: "edits", percent: 60 }]).success).toBe(false);
});

it("people read whose colors they are", () => {
  expect(describePainters(paintedByTwo("edits", 0.62))).toBe(
    "62% of the colors came from edits, 38% from this studio's own network",
  );
});
