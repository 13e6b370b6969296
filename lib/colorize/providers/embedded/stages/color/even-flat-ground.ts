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
  const evened = { a: new Float32Array(data.length), b: new Float32Array(data.length) };
  for (let i = 0; i < data.length; i++) {
    const share = flat[i] as number;
    const l = data[i] as number;
    const [nearA, nearB] = [a.data[i] as number, b.data[i] as number];
    evened.a[i] = nearA + share * ((far[i * 4] as number) * l + (far[i * 4 + 1] as number) - nearA);
    evened.b[i] = nearB + share * ((far[i * 4 + 2] as number) * l + (far[i * 4 + 3] as number) - nearB);
  }
  return { a: { data: evened.a, width, height }, b: { data: evened.b, width, height } };
}

/** 1 on flat areas, 0 on texture and edges, with smooth transitions. */
function findFlatGround(lightness: Plane, radius: number): Float32Array {
  const flat = localVariance(lightness, radius).variance.data.map((variance) =>
    Math.max(0, Math.min(1, (texturedAbove - Math.sqrt(variance)) / (texturedAbove - flatBelow))),
  );
  return boxMean({ ...lightness, data: flat }, radius).data;
}
