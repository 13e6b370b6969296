import type { Raster } from "../../../pixels/raster";
import { measureFeatures } from "./measure-features";
import { negativeWeights } from "./negative-weights";

/** How sure the network is of a face in the photo as it is, and inverted. */
export type FaceScores = { asItIs: number; inverted: number };

/** Without a face to go by. Of ordinary photos 12 in 1,000 are beyond it, and of negatives one in three. */
const sureAlone = 2.5;
/** A face that is this sure and by so much surer inverted; the light must speak for a negative too, if only a little. */
const sureFace = 0.6;
const surer = 0.1;
/** A face that is this sure and by so much surer inverted is enough. */
const certainFace = 0.7;
const muchSurer = 0.15;
/** A face that is at least this sure as it is, and surer than inverted, is in a positive. */
const positiveFace = 0.5;
/** With the orange mask of color film. */
const sureMasked = 0.5;
/** How much more red, and more green, than blue the lightest tones of a masked film have at least. Sepia has less. */
const redOverBlue = 1.6;
const greenOverBlue = 1.15;

/**
 * Whether a photo is a negative. The detector finds faces in negatives too, so that only the difference counts. An offer that is
 * wrong is worse than none: two of three negatives without a face are not noticed.
 */
export function looksNegative(raster: Raster, { asItIs, inverted }: FaceScores): boolean {
  if (asItIs >= positiveFace && asItIs > inverted) return false;
  if (inverted >= certainFace && inverted >= asItIs + muchSurer) return true;
  const evidence = weighLight(raster);
  if (inverted >= sureFace && inverted >= asItIs + surer) return evidence > 0;
  return evidence > (hasOrangeMask(raster) ? sureMasked : sureAlone);
}

/** Whether the lightest tones, which are the unexposed film of a color negative, are orange. */
function hasOrangeMask(raster: Raster): boolean {
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => lightestOf(raster, channel));
  return red > green && red >= redOverBlue * blue && green >= greenOverBlue * blue;
}

/** The value that one in twenty pixels is above. */
function lightestOf({ pixels, channels }: Raster, channel: number): number {
  const values = pixels.filter((_, i) => i % channels === channel).sort();
  return values[Math.floor(values.length * 0.95)] ?? 0;
}

/** Above 0 where light and detail are rather those of a negative; below for a photo. Inverting a picture changes its sign. */
function weighLight(raster: Raster): number {
  const features = measureFeatures(raster);
  return -features.reduce((sum, feature, k) => sum + feature * (negativeWeights[k] as number), 0);
}
