import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listPieces } from "./list-pieces";
import { type Bits, measureDepth } from "./measure-depth";

const bitsOf = (...rows: string[]): Bits => ({
  data: Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 1 : 0)),
  width: rows[0]?.length ?? 0,
  height: rows.length,
});
const anyBits = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.boolean(), { minLength: width * height, maxLength: width * height })
      .map((marks): Bits => ({ data: Uint8Array.from(marks, Number), width, height })),
  );
const steps = (width: number, a: number, b: number) =>
  Math.max(Math.abs((a % width) - (b % width)), Math.abs(Math.floor(a / width) - Math.floor(b / width)));

describe("how deep a pixel lies", () => {
  test("is its distance to the nearest unmarked one, in steps to eight neighbors", () => {
    fc.assert(
      fc.property(anyBits, (bits) => {
        const { data, width, height } = bits;
        const zeros = [...data.keys()].filter((at) => !data[at]);
        const wanted = Array.from(data, (bit, at) =>
          bit ? Math.min(width + height, ...zeros.map((zero) => steps(width, at, zero))) : 0,
        );
        expect([...measureDepth(bits)]).toEqual(wanted);
      }),
    );
  });
});

describe("the pieces of a picture", () => {
  test("are every marked pixel once: none lost, none in two pieces", () => {
    fc.assert(
      fc.property(anyBits, (bits) => {
        const listed = listPieces(bits).flatMap(({ pixels }) => [...pixels]);
        expect(listed.sort((a, b) => a - b)).toEqual([...bits.data.keys()].filter((at) => bits.data[at]));
      }),
    );
  });

  test("hang together inside, and touch no other piece, not even by a corner", () => {
    fc.assert(
      fc.property(anyBits, (bits) => {
        const pieces = listPieces(bits).map(({ pixels }) => [...pixels]);
        for (const [index, pixels] of pieces.entries()) {
          const others = pieces.filter((_, at) => at !== index).flat();
          for (const at of pixels) {
            expect(others.some((other) => steps(bits.width, at, other) === 1)).toBe(false);
            if (pixels.length > 1) expect(pixels.some((other) => steps(bits.width, at, other) === 1)).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test("say where they lie, both ends included", () => {
    const [line, dot] = listPieces(bitsOf(".....", ".###.", ".....", "....#"));
    expect(line).toMatchObject({ left: 1, right: 3, top: 1, bottom: 1 });
    expect(dot).toMatchObject({ left: 4, right: 4, top: 3, bottom: 3, pixels: Int32Array.of(19) });
  });

  test("a scratch is slim, however long and bent, and a blob is not", () => {
    const rows = Array.from({ length: 40 }, () => Array(40).fill("."));
    for (let at = 0; at < 38; at += 1) (rows[Math.floor(at / 2)] as string[])[at] = "#";
    const [scratch] = listPieces(bitsOf(...rows.map((row) => row.join(""))));
    expect(scratch?.thickness).toBeLessThan(1.5);
    expect(scratch?.slimness).toBeGreaterThan(20);
    const disk = Array.from({ length: 21 }, (_, y) =>
      Array.from({ length: 21 }, (_, x) => (Math.hypot(x - 10, y - 10) < 9 ? "#" : ".")).join(""),
    );
    const [blob] = listPieces(bitsOf(...disk));
    expect(blob?.slimness).toBeGreaterThan(2);
    expect(blob?.slimness).toBeLessThan(5);
  });
});
