import { differenceCiede2000 } from "culori";
import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import type { Lab } from "./lab-of-rgb";
import { type LabPlanes, readLabPlanes } from "./lab-planes";
import { measurePicture, type Truth } from "./measure-picture";
import type { ColoringMeasures } from "./measures";

/** How far a coloring is from the photo it should be; both of one size, with 8 bits. Alpha doesn't count. */
export function measureColoring(made: Raster, truth: Truth): ColoringMeasures {
  const lab = readLabPlanes(made);
  const count = made.width * made.height;
  let [abError, deltaE] = [0, 0];
  for (let i = 0; i < count; i++) {
    const one = readLab(lab, i);
    const other = readLab(truth.lab, i);
    abError += (Math.abs(one[1] - other[1]) + Math.abs(one[2] - other[2])) / 2;
    deltaE += measureDeltaE(one, other);
  }
  return {
    psnrDb: measurePsnr(made, truth.raster),
    abError: abError / count,
    deltaE2000: deltaE / count,
    ...measurePicture(made, lab, truth.flat),
  };
}

/** In dB; a perfect copy gets 138 rather than infinity, which no mean survives and JSON can't say. */
function measurePsnr(made: Raster, truth: Raster): number {
  const count = made.width * made.height;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const [at, from] = [i * made.channels, i * truth.channels];
    for (let c = 0; c < 3; c++) squares += ((made.pixels[at + c] as number) - (truth.pixels[from + c] as number)) ** 2;
  }
  return 10 * Math.log10(255 ** 2 / Math.max(1e-9, squares / (3 * count)));
}

function readLab({ lightness, a, b }: LabPlanes, i: number): Lab {
  return [lightness.data[i] as number, a.data[i] as number, b.data[i] as number];
}

const difference = differenceCiede2000();
const toColor = ([l, a, b]: Lab) => ({ mode: "lab65" as const, l, a, b });

/** CIEDE2000 between two colors, all weights 1: about 1 is just visible. After Sharma, Wu and Dalal, 2005. */
export const measureDeltaE = (one: Lab, other: Lab): number => difference(toColor(one), toColor(other));
