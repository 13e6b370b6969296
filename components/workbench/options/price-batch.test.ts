import { describe, expect, it } from "vitest";
import { defaultOrder, type Order, setAddOnMode } from "@/lib/contract/order";
import { type PhotoFacts, unknownFacts } from "@/lib/contract/photos/photo-facts";
import { type PricedPhoto, priceBatch, resolveOrder } from "./price-batch";

const whereFound = setAddOnMode(setAddOnMode(defaultOrder, "cleanScratches", "auto"), "faceRemaster", "auto");
const clear: PhotoFacts = { tone: "gray", damagePercent: 0, faces: 0, clarityGain: 0 };
const damaged: PhotoFacts = { ...clear, damagePercent: 3 };
const priced = (order: Order, fields: Partial<PricedPhoto> = {}): PricedPhoto => ({
  ref: "a",
  order,
  facts: null,
  checking: false,
  ...fields,
});
const price = (photos: PricedPhoto[], available: number | null = 100, committed = 0) =>
  priceBatch({ photos, available, committed });

describe("the price before pressing", () => {
  it("is one credit a photo, and says what will be left", () => {
    expect(price([priced(defaultOrder), priced(defaultOrder)], 96)).toMatchObject({
      total: 2,
      after: 94,
      affordable: 2,
      isAtMost: false,
    });
  });

  it("adds up what each photo's own options cost, line by line", () => {
    const repaired = setAddOnMode(defaultOrder, "cleanScratches", "on");
    const both = setAddOnMode(repaired, "faceRemaster", "on");
    const batch = price([priced(both), priced(repaired), priced(defaultOrder)]);
    expect(batch.lines.map(({ item, photos }) => [item, photos])).toEqual([
      ["colorize", 3],
      ["cleanScratches", 2],
      ["faceRemaster", 1],
    ]);
    expect(batch.total).toBe(7);
  });

  it("counts photos that are already on their way", () => {
    expect(price([priced(defaultOrder), priced(defaultOrder)], 3, 2)).toMatchObject({ after: -1, affordable: 1 });
  });

  it("says how many of the first photos the credits are enough for", () => {
    const photos = Array.from({ length: 200 }, () => priced(defaultOrder));
    expect(price(photos, 195)).toMatchObject({ total: 200, after: -5, affordable: 195 });
  });

  it("cannot know what is left while nobody is signed in, and does not stand in the way", () => {
    expect(price([priced(defaultOrder)], null)).toMatchObject({ after: null, affordable: 1 });
  });
});

describe("add-ons where found", () => {
  it("cost only where the inspection found something to do", () => {
    const batch = price([priced(whereFound, { facts: clear }), priced(whereFound, { facts: damaged })]);
    expect(batch).toMatchObject({ total: 3, isAtMost: false, checking: 0 });
  });

  it("wait for the inspection that is still to come", () => {
    const batch = price([priced(whereFound, { checking: true }), priced(whereFound, { facts: clear })]);
    expect(batch).toMatchObject({ checking: 1, isAtMost: true });
  });

  it("are priced at the most where nobody can inspect, and the server decides", () => {
    const batch = price([priced(whereFound)]);
    expect(batch).toMatchObject({ total: 4, isAtMost: true, checking: 0 });
    expect(resolveOrder(whereFound, unknownFacts)).toEqual(whereFound);
  });

  it("do not make a photo wait that has none", () => {
    expect(price([priced(defaultOrder, { checking: true })]).checking).toBe(0);
  });

  it("are sent as what was priced", () => {
    expect(resolveOrder(whereFound, damaged)).toMatchObject({
      cleanScratches: true,
      faceRemaster: false,
      autoAddOns: [],
    });
  });
});
