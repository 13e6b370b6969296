import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Bits } from "../measure-depth";
import { planWindows } from "./plan-windows";

const model = { side: 512, mostWindows: 12 };

function draw(width: number, height: number, where: (x: number, y: number) => boolean): Bits {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    where(at % width, Math.floor(at / width)) ? 1 : 0,
  );
  return { data, width, height };
}

type Photo = { width: number; height: number };
const isFilled = ({ data }: Bits, owner: Uint16Array) => data.every((bit, at) => bit === 0 || owner[at] !== 0);

/** The share of a window, as far as the photo goes, that is damaged. */
function shareOf({ data, width, height }: Bits, photo: Photo, window: { left: number; top: number; side: number }) {
  let [hole, all] = [0, 0];
  for (let at = 0; at < data.length; at++) {
    const x = (((at % width) + 0.5) * photo.width) / width - window.left;
    const y = ((Math.floor(at / width) + 0.5) * photo.height) / height - window.top;
    if (x < 0 || y < 0 || x > window.side || y > window.side) continue;
    all++;
    hole += data[at] as number;
  }
  return hole / all;
}

const marks = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 119 }),
    y: fc.integer({ min: 0, max: 89 }),
    across: fc.integer({ min: 1, max: 40 }),
    down: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
);

test("every damaged cell has one window, which shows it and enough around it, and there are never more than the bound", () => {
  fc.assert(
    fc.property(marks, fc.constantFrom(4, 20, 40), fc.constantFrom(1, 12, 48), (drawn, cell, mostWindows) => {
      const hole = draw(120, 90, (x, y) =>
        drawn.some((mark) => x >= mark.x && x < mark.x + mark.across && y >= mark.y && y < mark.y + mark.down),
      );
      const photo = { width: 120 * cell, height: 90 * cell };
      const { windows, owner } = planWindows(hole, photo, { side: 512, mostWindows });
      expect(windows.length).toBeLessThanOrEqual(mostWindows);
      // A third of the whole photo is never damaged here, so one window over all of it would do.
      expect(isFilled(hole, owner)).toBe(true);
      for (const [at, number] of owner.entries()) {
        if (number === 0) continue;
        expect(hole.data[at]).toBe(1);
        const { left, top, side } = windows[number - 1] ?? { left: 0, top: 0, side: 0 };
        const [x, y] = [(at % 120) * cell, Math.floor(at / 120) * cell];
        expect(x >= left && x + cell <= left + side && y >= top && y + cell <= top + side).toBe(true);
      }
      // Counted by the middles of cells, which is off by a seventh at most.
      for (const window of windows) {
        expect(shareOf(hole, photo, window)).toBeLessThan(0.4);
        expect(window.left >= 0 && window.top >= 0).toBe(true);
        expect(window.left === 0 || window.left + window.side <= photo.width).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

describe("a window's size", () => {
  const photo = { width: 4096, height: 3072 };
  const shrinksOf = (hole: Bits, mostWindows = 12) =>
    planWindows(hole, photo, { ...model, mostWindows }).windows.map(({ shrink }) => shrink);

  it("is the photo's own for a scratch over all of it, as far as the bound goes, and beyond it twice as large", () => {
    const scratch = draw(512, 384, (x, y) => Math.abs(x - y) < 2);
    expect(shrinksOf(scratch)).toEqual(Array.from({ length: 9 }, () => 1));
    expect(shrinksOf(scratch, 5)).toEqual(Array.from({ length: 5 }, () => 2));
  });

  it("is two to four times a disk's diameter, and wide damage comes before what is thin", () => {
    const both = draw(512, 384, (x, y) => Math.hypot(x - 150, y - 150) < 75 || (x >= 400 && x < 402 && y < 45));
    expect(shrinksOf(both)).toEqual([4, 1]);
  });

  it("never shows less than the photo's surroundings: half a photo of damage is left to the studio's own filling", () => {
    const half = draw(512, 384, (x) => x < 256);
    expect(shrinksOf(half)).toEqual([]);
  });

  it("puts specks that lie together into one window", () => {
    const specks = draw(512, 384, (x, y) => x > 250 && x < 290 && y > 200 && y < 240 && x % 9 === 0 && y % 9 === 0);
    expect(shrinksOf(specks)).toEqual([1]);
  });

  it("on a photo of extreme proportions stays within the bound", () => {
    const dust = draw(4096, 4, (x, y) => x % 40 === 0 && y === 2);
    const { windows } = planWindows(dust, { width: 100_000, height: 100 }, model);
    expect(windows.length).toBe(12);
  });
});
