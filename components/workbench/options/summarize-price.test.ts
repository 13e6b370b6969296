import { describe, expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { summarizePrice } from "./summarize-price";

const plain = defaultOrder;

describe("the price before pressing", () => {
  it("is one credit a photo, and says what will be left", () => {
    expect(summarizePrice({ photos: 2, order: plain, available: 96, committed: 0 })).toMatchObject({
      each: 1,
      total: 2,
      after: 94,
      enough: true,
    });
  });

  it("adds each add-on for each photo", () => {
    const order = { ...plain, cleanScratches: true, faceRemaster: true };
    expect(summarizePrice({ photos: 3, order, available: 12, committed: 0 })).toMatchObject({
      each: 4,
      total: 12,
      after: 0,
      enough: true,
    });
  });

  it("counts photos that are already on their way", () => {
    expect(summarizePrice({ photos: 2, order: plain, available: 3, committed: 2 })).toMatchObject({
      after: -1,
      enough: false,
    });
  });

  it("cannot know what is left while nobody is signed in, and does not stand in the way", () => {
    expect(summarizePrice({ photos: 2, order: plain, available: null, committed: 0 })).toMatchObject({
      after: null,
      enough: true,
    });
  });
});
