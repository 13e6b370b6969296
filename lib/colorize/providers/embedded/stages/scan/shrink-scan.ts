import { bitsOf, type Raster } from "../../pixels/raster";

/** A small copy: red, green and blue, interleaved, 0 to 255. `scale` is its size as a share of the scan's. */
export type SmallScan = { colors: Float32Array; width: number; height: number };

/** Averages a scan down to at most `longSide` pixels. A smaller one keeps its size. */
export function shrinkScan(raster: Raster, longSide: number): SmallScan {
  const scale = Math.min(1, longSide / Math.max(raster.width, raster.height));
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const colors = new Float32Array(width * height * 3);
  const counts = new Uint32Array(width * height);
  const { pixels, channels } = raster;
  for (let y = 0; y < raster.height; y++) {
    const row = Math.floor((y * height) / raster.height) * width;
    let at = y * raster.width * channels;
    for (let x = 0; x < raster.width; x++, at += channels) {
      const cell = row + Math.floor((x * width) / raster.width);
      counts[cell] = (counts[cell] as number) + 1;
      for (let k = 0; k < 3; k++) {
        colors[cell * 3 + k] = (colors[cell * 3 + k] as number) + (pixels[at + k] as number);
      }
    }
  }
  const step = bitsOf(raster) === 16 ? 257 : 1;
  for (let i = 0; i < colors.length; i++) {
    colors[i] = (colors[i] as number) / ((counts[Math.floor(i / 3)] as number) * step);
  }
  return { colors, width, height };
}
