import { describe, expect, it } from "vitest";
import { needsFull } from "./picture-source";

describe("the full picture", () => {
  it("is not loaded while the preview has a pixel for every device pixel", () =>
    expect(needsFull({ preview: { width: 1600 }, fitPixels: 1600, zoomed: false })).toBe(false));

  it("is loaded where the preview would be blurry", () =>
    expect(needsFull({ preview: { width: 320 }, fitPixels: 664, zoomed: false })).toBe(true));

  it("is loaded as soon as one zooms in", () =>
    expect(needsFull({ preview: { width: 1600 }, fitPixels: 664, zoomed: true })).toBe(true));

  it("is loaded where there is no preview", () =>
    expect(needsFull({ preview: null, fitPixels: 664, zoomed: false })).toBe(true));
});
