import { expect, it } from "vitest";
import { openInpainter } from "../../../testing/open-inpainter";

const side = 512;
const middle = 256 * side + 256;
const hole = Uint8Array.from({ length: side * side }, (_, at) =>
  Math.abs((at % side) - 256) < 20 && Math.abs(Math.floor(at / side) - 256) < 20 ? 1 : 0,
);
/** L* 40 on the left, 60 on the right, white in the hole. */
const data = Float32Array.from(hole, (bit, at) => (bit ? 100 : at % side < 256 ? 40 : 60));

// The first is made to fill too dark, by 0.08 of the code values.
it.each([
  ["lama", 42],
  ["lama-unit", 50],
  ["migan", 50],
])("%s gets the picture on its scale and its hole, and its answer is read as L*", async (name, inside) => {
  const { fill } = await openInpainter(name);
  const filled = await fill({ data, width: side, height: side }, hole);
  expect([filled.width, filled.height]).toEqual([side, side]);
  expect(Math.abs((filled.data[middle] ?? 0) - inside)).toBeLessThan(2);
  expect(Math.abs((filled.data[100 * side + 10] ?? 0) - 40)).toBeLessThan(0.5);
  expect(Math.abs((filled.data[400 * side + 500] ?? 0) - 60)).toBeLessThan(0.5);
});
