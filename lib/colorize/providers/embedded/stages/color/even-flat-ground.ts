import { boxMean, localVariance } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";
import { guideColor } from "./guide-color";

/** Radii as shares of the shorter side: `reach` for averaging color, `window` for measuring whether lightness is flat. */
const reach = 0.1;
const window = 0.04;
/** Standard deviation of L* in the window: below the first an area is flat, above the second it is not. */
const flatBelow = 4;
const texturedAbove = 8;

/**
 * Removes color patches from plain areas: where lightness hardly varies, color is averaged by a guided filter of wide radius, so
 * that a wall, a sky or a coat has one color. Texture and edges, such as faces, keep their color, because the filter would drain
 * lips and skin. All planes must have the same size.
 */
export function evenFlatGround(lightness: Plane, a: Plane, b: Plane): { a: Plane; b: Plane } {
  const { width, height, data } = lightness;
  const short = Math.min(width, height);
  const flat = findFlatGround(lightness, Math.max(1, Math.round(short * window)));
  const far = guideColor(lightness, a, b, Math.max(1, Math.round(short * reach))).data;
  const even = (channel: Plane, at: number): Plane => {
    const evened = new Float32Array(data.length);
    for (let i = 0; i < data.length; i++) {
      const near = channel.data[i] as number;
      const wide = (far[i * 4 + at] as number) * (data[i] as number) + (far[i * 4 + at + 1] as number);
      evened[i] = near + (flat[i] as number) * (wide - near);
    }
    return { data: evened, width, height };
  };
  return { a: even(a, 0), b: even(b, 2) };
}

/** 1 on flat areas, 0 on texture and edges, with smooth transitions. */
function findFlatGround(lightness: Plane, radius: number): Float32Array {
  const { variance } = localVariance(lightness, radius);
  const { data } = variance;
  for (let i = 0; i < data.length; i++) {
    const share = (texturedAbove - Math.sqrt(data[i] as number)) / (texturedAbove - flatBelow);
    data[i] = Math.max(0, Math.min(1, share));
  }
  return boxMean(variance, radius).data;
}
