import type { Recipe } from "../../contract/photos/recipe";
import type { LabRow } from "./lab-row";

export type Sliders = Pick<Recipe, "strength" | "warmth" | "saturation">;

/** The chroma, in CIELAB's units, that saturation moves half as far as a very strong one. */
const halfChroma = 12;
/** What full warmth adds to a and b of a middle gray: the way from daylight toward the light of a bulb. */
const warmA = 5;
const warmB = 20;

export const areNeutral = ({ strength, warmth, saturation }: Sliders): boolean =>
  strength === 1 && warmth === 0 && saturation === 1;

/** Applies the sliders to a and b of a row, in place. */
export function adjustRow({ f, a, b }: LabRow, { strength, warmth, saturation }: Sliders): void {
  const more = saturation - 1;
  for (let i = 0; i < f.length; i++) {
    let gain = strength;
    const nowA = (a[i] as number) * strength;
    const nowB = (b[i] as number) * strength;
    if (more !== 0) {
      const chroma = Math.sqrt(nowA * nowA + nowB * nowB);
      gain *= 1 + (more * chroma) / (chroma + halfChroma);
    }
    // 1 for a middle gray, 0 for black and white, which no light tints.
    const share = (116 * (f[i] as number) - 16) / 100;
    const tint = 4 * share * (1 - share) * warmth;
    a[i] = (a[i] as number) * gain + tint * warmA;
    b[i] = (b[i] as number) * gain + tint * warmB;
  }
}
