import type { Preset } from "../../graphs/manifest-schema";
import { measureLightness } from "../../pixels/measure-lightness";
import type { Raster } from "../../pixels/raster";
import type { ColorModel } from "./color-model";
import { evenFlatGround } from "./even-flat-ground";
import { type ColorField, guideColor, guideRadius, isFine } from "./guide-color";
import { paintRows } from "./paint-rows";
import { predictColor } from "./predict-color";

/** `strength` in [0, 1] is the share of the predicted color that is painted. */
export type Coloring = { preset: Preset; strength: number };

/** Colorizes a raster in place. `inferenceMs` is the time of the network alone. */
export async function colorRaster(
  model: ColorModel,
  raster: Raster,
  { preset, strength }: Coloring,
  onProgress: (share: number) => void,
): Promise<{ inferenceMs: number }> {
  const shortSide = Math.max(...preset.shortSides);
  const { width, height } = guideSize(raster, shortSide);
  const lightness = measureLightness(raster, width, height);
  onProgress(0.1);
  const { a, b, inferenceMs, points } = await predictColor(model, lightness, preset, (share) =>
    onProgress(0.1 + share * 0.6),
  );
  const even = preset.evenFlatGround ? evenFlatGround(lightness, a, b) : { a, b };
  const fine = isFine(points, shortSide);
  const field = scaleColor(guideColor(lightness, even.a, even.b, guideRadius(lightness, points, fine), fine), strength);
  paintRows(raster, field, (share) => onProgress(0.7 + share * 0.3));
  return { inferenceMs };
}

/** Points of the plane that color is fitted on. A dozen planes of that size are needed: 150 MB for the longest photos. */
const mostPoints = 3_000_000;

/** The size at which color is fitted to a photo: the wanted short side, less where the photo is more than 15 times as long as wide. */
export function guideSize(photo: { width: number; height: number }, shortSide: number) {
  const { width, height } = photo;
  const scale = Math.min(1, shortSide / Math.min(width, height), Math.sqrt(mostPoints / (width * height)));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

/** Scales the color before it is fitted into sRGB, so that half the strength is half of the predicted color. */
function scaleColor(field: ColorField, strength: number): ColorField {
  return strength === 1 ? field : { ...field, data: field.data.map((value) => value * strength) };
}
