import type { ClarityGain } from "../../../../../contract/photos/photo-facts";

/** The mean absolute changes, in L*, from which the gain is 1, 2 and 3. */
export type GainSteps = readonly [number, number, number];

/** The steps for a face. Below the first it is already clear. */
export const faceSteps: GainSteps = [0.5, 0.8, 1.2];

export const gainOf = (size: number, [little, clear, much]: GainSteps): ClarityGain =>
  size >= much ? 3 : size >= clear ? 2 : size >= little ? 1 : 0;

/** Mean of the absolute values. */
export function meanSize(data: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += Math.abs(data[i] as number);
  return sum / data.length;
}
