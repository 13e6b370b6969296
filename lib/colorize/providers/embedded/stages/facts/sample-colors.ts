import { bitsOf, type Raster } from "../../pixels/raster";
import { labOf, linearTable, lumaBlue, lumaGreen, lumaRed } from "../../pixels/transfer-tables";

/** One color in CIELAB. */
export type Sample = { l: number; a: number; b: number };

const perSide = 72;
/** Share of each side that is left out, because borders are often of colored paper. */
const border = 0.12;
/** Half the side, in pixels, of the square averaged per sample. JPEG stores color in blocks of 8 or 16. */
const reach = 4;

/** The colors of a photo at the points of a coarse grid, each averaged over its surroundings. Near black and white are left out. */
export function sampleColors(raster: Raster): Sample[] {
  const samples: Sample[] = [];
  const placeOf = (side: number, k: number) =>
    Math.floor(side * (border + (1 - 2 * border) * ((k + 0.5) / Math.min(side, perSide))));
  for (let j = 0; j < Math.min(raster.height, perSide); j++) {
    for (let i = 0; i < Math.min(raster.width, perSide); i++) {
      const sample = meanColor(raster, placeOf(raster.width, i), placeOf(raster.height, j));
      if (sample.l > 8 && sample.l < 97) samples.push(sample);
    }
  }
  return samples;
}

function meanColor(raster: Raster, x: number, y: number): Sample {
  const { pixels, width, height, channels } = raster;
  const linear = linearTable(bitsOf(raster));
  const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach)];
  const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach)];
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let row = top; row < bottom; row++) {
    const end = (row * width + right) * channels;
    for (let at = (row * width + left) * channels; at < end; at += channels) {
      red += linear[pixels[at] as number] as number;
      green += linear[pixels[at + 1] as number] as number;
      blue += linear[pixels[at + 2] as number] as number;
    }
  }
  const count = (bottom - top) * (right - left);
  return labOfLinear(red / count, green / count, blue / count);
}

function labOfLinear(red: number, green: number, blue: number): Sample {
  const x = labOf((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = labOf(lumaRed * red + lumaGreen * green + lumaBlue * blue);
  const z = labOf((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}
