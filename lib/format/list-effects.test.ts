import { describe, expect, it } from "vitest";
import { unknownFacts } from "../contract/photo-facts";
import { listEffects } from "./list-effects";

const both = { cleanScratches: true, faceRemaster: true };
const seen = (damagePercent: number, faces: number) => ({
  ...unknownFacts,
  tone: "grey" as const,
  damagePercent,
  faces,
});

describe("what the add-ons did", () => {
  it("is told for those that were asked for", () => {
    expect(listEffects({ ...both, facts: seen(3.4, 2) })).toEqual([
      "damage on about 3% repaired",
      "2 faces made clear",
    ]);
    expect(listEffects({ ...both, faceRemaster: false, facts: seen(0.1, 1) })).toEqual([
      "damage on less than 1% repaired",
    ]);
    expect(listEffects({ ...both, cleanScratches: false, facts: seen(9, 1) })).toEqual(["1 face made clear"]);
  });

  it("is told where there was nothing to do", () => {
    expect(listEffects({ ...both, facts: seen(0, 0) })).toEqual(["no damage found", "no face found"]);
  });

  it("is not claimed where nobody knows, or the job has not ended", () => {
    expect(listEffects({ ...both, facts: unknownFacts })).toEqual([]);
    expect(listEffects({ ...both, facts: null })).toEqual([]);
  });
});
