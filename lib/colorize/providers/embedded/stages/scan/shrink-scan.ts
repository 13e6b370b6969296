import { bitsOf, type Raster } from "../../pixels/raster";

/** A small copy: red, green and blue, interleaved, 0 to 255. */
export type SmallScan = { colors: Float32Array; width: number; height: number };

/** Averages a scan down to at most `longSide` pixels. A smaller one keeps its size. */
export function shrinkScan(raster: Raster, longSide: number): SmallScan {
  const scale = Math.min(1, longSide / Math.max(raster.width, raster.height));
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const colors = new Float32Array(width * height * 3);
  const cells = Int32Array.from({ length: raster.width }, (_, x) => Math.floor((x * width) / raster.width) * 3);
  const across = countEach(raster.width, width);
  const down = countEach(raster.height, height);
  const { pixels, channels } = raster;
  let at = 0;
  for (let y = 0; y < raster.height; y++) {
    const row = Math.floor((y * height) / raster.height) * width * 3;
    for (let x = 0; x < raster.width; x++, at += channels) {
      const cell = row + (cells[x] as number);
      colors[cell] = (colors[cell] as number) + (pixels[at] as number);
      colors[cell + 1] = (colors[cell + 1] as number) + (pixels[at + 1] as number);
      colors[cell + 2] = (colors[cell + 2] as number) + (pixels[at + 2] as number);
    }
  }
  const step = bitsOf(raster) === 16 ? 257 : 1;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = 1 / ((across[x] as number) * (down[y] as number) * step);
      for (const end = i + 3; i < end; i++) colors[i] = (colors[i] as number) * share;
    }
  }
  return { colors, width, height };
}

/** How many of `from` places fall into each of `into`. */
function countEach(from: number, into: number): Uint32Array {
  const counts = new Uint32Array(into);
  for (let k = 0; k < from; k++) {
    const cell = Math.floor((k * into) / from);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}
