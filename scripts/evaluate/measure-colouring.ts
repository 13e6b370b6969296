import type { Raster } from "../../lib/colorize/providers/embedded/pixels/raster";
import type { Measures } from "./evaluation";
import { labOfRgb } from "./lab-of-rgb";
import { measureColourfulness } from "./measure-colourfulness";
import { measureDeltaE } from "./measure-delta-e";

/** How far a colouring is from the photo it should be; both of one size, with 8 bits. Alpha doesn't count. */
export function measureColouring(made: Raster, truth: Raster): Measures {
  const count = truth.width * truth.height;
  let [squares, abError, deltaE] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [r1, g1, b1] = readRgb(made, i);
    const [r2, g2, b2] = readRgb(truth, i);
    squares += (r1 - r2) ** 2 + (g1 - g2) ** 2 + (b1 - b2) ** 2;
    const lab1 = labOfRgb(r1, g1, b1);
    const lab2 = labOfRgb(r2, g2, b2);
    abError += (Math.abs(lab1[1] - lab2[1]) + Math.abs(lab1[2] - lab2[2])) / 2;
    deltaE += measureDeltaE(lab1, lab2);
  }
  return {
    // A perfect copy gets 138 dB rather than infinity, which no mean survives and JSON can't say.
    psnrDb: 10 * Math.log10(255 ** 2 / Math.max(1e-9, squares / (3 * count))),
    abError: abError / count,
    deltaE2000: deltaE / count,
    colourfulness: measureColourfulness(made),
  };
}

function readRgb({ pixels, channels }: Raster, i: number): [number, number, number] {
  const at = i * channels;
  return [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
}
