import { boxMean, localVariance } from "../../../pixels/box-mean";
import type { Plane } from "../../../pixels/raster";

/** In L*: contrast below it is taken for noise and stays small. */
const noise = 2.5;

/**
 * Lightness without its local mean, in units of its local contrast: what is left is structure, which an editor's other tone curve
 * doesn't change.
 */
export function normalizeContrast(lightness: Plane, radius: number): Plane {
  const { mean, variance } = localVariance(lightness, radius);
  const data = new Float32Array(lightness.data.length);
  for (let i = 0; i < data.length; i++) {
    const spread = Math.sqrt((variance.data[i] as number) + noise * noise);
    data[i] = ((lightness.data[i] as number) - (mean.data[i] as number)) / spread;
  }
  return { ...lightness, data };
}

/** Half the difference of the neighbors on both sides, across and down; 0 at the edges. */
export function measureSlopes({ data, width, height }: Plane): { across: Float32Array; down: Float32Array } {
  const across = new Float32Array(data.length);
  const down = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (x > 0 && x < width - 1) across[i] = ((data[i + 1] as number) - (data[i - 1] as number)) / 2;
      if (y > 0 && y < height - 1) down[i] = ((data[i + width] as number) - (data[i - width] as number)) / 2;
    }
  }
  return { across, down };
}

/** Much smoother than one mean: three in a row are nearly a Gaussian. */
export const smooth = (plane: Plane, radius: number): Plane => boxMean(boxMean(boxMean(plane, radius), radius), radius);
