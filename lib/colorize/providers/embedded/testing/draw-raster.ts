import type { Raster } from "../pixels/raster";

type Options = { bits?: 8 | 16; alpha?: boolean };

/** A raster of grays, or of colors, each 0..1. The alpha is a ramp that nothing may touch. */
export function drawRaster(
  width: number,
  height: number,
  paint: (x: number, y: number) => number | [number, number, number],
  { bits = 8, alpha = false }: Options = {},
): Raster {
  const channels = alpha ? 4 : 3;
  const top = bits === 16 ? 65_535 : 255;
  const samples = width * height * channels;
  const pixels = bits === 16 ? new Uint16Array(samples) : new Uint8Array(samples);
  for (let i = 0; i < width * height; i++) {
    const color = paint(i % width, Math.floor(i / width));
    const [red, green, blue] = typeof color === "number" ? [color, color, color] : color;
    const values = [red, green, blue].map((value) => Math.round(value * top));
    pixels.set(alpha ? [...values, i % top] : values, i * channels);
  }
  return { pixels, width, height, channels };
}

export const copyRaster = (raster: Raster): Raster => ({ ...raster, pixels: raster.pixels.slice() });

/** The samples of one pixel. */
export const pixelAt = ({ pixels, width, channels }: Raster, x: number, y: number): number[] => [
  ...pixels.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

/** How many samples differ, of the pixels that `where` names. */
export function countChanged(before: Raster, after: Raster, where: (x: number, y: number) => boolean = () => true) {
  const { width, channels } = before;
  let changed = 0;
  for (const [i, sample] of before.pixels.entries()) {
    const pixel = Math.floor(i / channels);
    if (sample !== after.pixels[i] && where(pixel % width, Math.floor(pixel / width))) changed++;
  }
  return changed;
}
