import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Crop, cropSchema, type Edits, plainEdits, turnedSize } from "@/lib/contract/photos/edits";
import { largestCrop, orWhole, splitRotate, straighten, turnBy, turnQuarter, wholeCrop } from "./turns";

const crop: Crop = { x: 0.1, y: 0.2, width: 0.5, height: 0.3 };
const turns = fc.integer({ min: 0, max: 35_999 }).map((hundredths) => hundredths / 100);
const sizes = fc.record({ width: fc.integer({ min: 40, max: 6000 }), height: fc.integer({ min: 40, max: 6000 }) });
const crops = fc
  .tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0, max: 0.9, noNaN: true }))
  .map(([x, y]) => ({ x, y, width: (1 - x) * 0.7, height: (1 - y) * 0.6 }));

/** The corners of a crop as they lie on the photo before it was turned, from its middle, in pixels. */
function cornersOnPhoto(
  size: { width: number; height: number },
  { rotate, crop: part }: Pick<Edits, "rotate" | "crop">,
) {
  const { x, y, width, height } = part ?? wholeCrop;
  const box = turnedSize(size, rotate);
  const angle = (-rotate * Math.PI) / 180;
  return [x, x + width].flatMap((across) =>
    [y, y + height].map((down) => {
      const [dx, dy] = [(across - 0.5) * box.width, (down - 0.5) * box.height];
      return { x: dx * Math.cos(angle) - dy * Math.sin(angle), y: dx * Math.sin(angle) + dy * Math.cos(angle) };
    }),
  );
}
/** Turned boxes have whole pixels. */
const rounding = 1.5;
function expectOnPhoto(size: { width: number; height: number }, edits: Pick<Edits, "rotate" | "crop">): void {
  for (const corner of cornersOnPhoto(size, edits)) {
    expect(Math.abs(corner.x)).toBeLessThanOrEqual(size.width / 2 + rounding);
    expect(Math.abs(corner.y)).toBeLessThanOrEqual(size.height / 2 + rounding);
  }
}

describe("a quarter turn", () => {
  it("keeps showing the same part of the photo", () => {
    expect(turnQuarter({ ...plainEdits, crop }, true)).toMatchObject({
      rotate: 90,
      crop: { x: 0.5, y: 0.1, width: 0.3, height: 0.5 },
    });
    fc.assert(
      fc.property(sizes, crops, turns, (size, part, rotate) => {
        const before = { rotate, crop: part };
        const middle = (corners: { x: number; y: number }[]) => ({
          x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
          y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
        });
        const [from, to] = [before, turnQuarter(before, true)].map((edits) => middle(cornersOnPhoto(size, edits)));
        expect(Math.hypot((from?.x ?? 0) - (to?.x ?? 0), (from?.y ?? 0) - (to?.y ?? 0))).toBeLessThan(rounding);
      }),
    );
  });

  it("there and back, or four times, changes nothing", () => {
    const edits = { ...plainEdits, rotate: 3.5, crop };
    expect(turnQuarter(turnQuarter(edits, true), false)).toEqual(edits);
    expect(turnBy(turnBy(edits, 270), 90)).toEqual(edits);
  });
});

describe("straightening", () => {
  it("shows the largest part of the photo that has no white corners", () => {
    const size = { width: 3000, height: 2000 };
    const { rotate, crop: part } = straighten(plainEdits, size, -5);
    expect(rotate).toBe(355);
    expect(part).toEqual(largestCrop(size, 355));
    expect((part?.width ?? 0) * (part?.height ?? 0)).toBeGreaterThan(0.7);
    fc.assert(
      fc.property(sizes, turns, (each, turn) => expectOnPhoto(each, { rotate: turn, crop: largestCrop(each, turn) })),
    );
  });

  it("back to none shows all of the photo again", () => {
    const size = { width: 3000, height: 2000 };
    expect(straighten(straighten(plainEdits, size, 4.2), size, 0)).toEqual(plainEdits);
  });

  it("leaves a chosen part on the photo, and never with white corners", () => {
    fc.assert(
      fc.property(sizes, crops, fc.double({ min: -15, max: 15, noNaN: true }), (size, part, fine) => {
        const edits = straighten({ rotate: 90, crop: part }, size, fine);
        expect(cropSchema.nullable().safeParse(edits.crop).success).toBe(true);
        expectOnPhoto(size, edits);
      }),
    );
  });

  it("counts from the nearest quarter", () => {
    expect([0, 44.9, 45, 90.5, 355, 314.9].map(splitRotate)).toEqual([
      { quarter: 0, fine: 0 },
      { quarter: 0, fine: 44.9 },
      { quarter: 1, fine: -45 },
      { quarter: 1, fine: 0.5 },
      { quarter: 0, fine: -5 },
      { quarter: 3, fine: 44.9 },
    ]);
  });
});

it("a frame around everything is no crop", () => {
  expect(orWhole({ x: 0.0004, y: 0, width: 0.9996, height: 1 })).toBeNull();
  expect(orWhole(crop)).toEqual(crop);
});
