import type { Raster } from "../../../pixels/raster";
import { measureFeatures } from "./measure-features";

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

/**
 * The weight of each of `measureFeatures`, in their order, toward a photo (a negative has the opposite sum). Fitted by logistic
 * regression on 4,800 small photographs of the training collection; `tools/negatives/fit-weights.ts` fits them anew.
 */
const negativeWeights: readonly number[] = [
  -1.31, 0.0139, 0.827, 0.348, -0.028, -0.118, -0.0324, -0.14, 0.378, 0.218, -0.803, 0.647, -0.349, 0.242, 0.204, 0.158,
  -0.0648, -0.0816, 0.457, -0.339, 0.544, -0.0322, 0.189, -0.468, 0.0651, -0.0701, 0.353, 0.0645, -0.609, 0.192, 0.105,
  -0.0095, 0.382, 0.578, -0.0307, 0.244, 0.0243, 0.0345, -0.0599, 0.0309, 0.172, 0.551, 0.526, -0.122, -0.937, -0.161,
  -1.59, -0.442, 0.252, -1.07, -1.16, -2.91, 0.399, -0.113, -0.821, -0.848, -0.823, -0.216, 0.316, -0.615, -0.0902,
];
