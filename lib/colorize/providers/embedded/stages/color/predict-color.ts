import type { Preset } from "../../graphs/manifest-schema";
import type { Plane } from "../../pixels/raster";
import { resizePlane } from "../../pixels/resize-plane";
import type { ColorModel } from "./color-model";
import { restoreContrast } from "./restore-contrast";

/**
 * a* and b* for a plane of lightness, at its size: the mean of the preset's passes. `inferenceMs` is the time of the graph alone.
 * `points` is the median over the passes of the output's shorter side.
 * @param onPass called after each pass with the finished share in [0, 1]
 */
export async function predictColor(
  model: ColorModel,
  lightness: Plane,
  preset: Preset,
  onPass: (share: number) => void,
): Promise<{ a: Plane; b: Plane; inferenceMs: number; points: number }> {
  const { width, height } = lightness;
  const a = { data: new Float32Array(width * height), width, height };
  const b = { data: new Float32Array(width * height), width, height };
  const shown = model.takesPhotoAsIs ? lightness : restoreContrast(lightness);
  const passes = preset.shortSides;
  let inferenceMs = 0;
  const points: number[] = [];
  for (const [done, shortSide] of passes.entries()) {
    const size = model.sizeFor(lightness, shortSide);
    const input = resizePlane(shown, size.width, size.height);
    const output = await model.predict(input);
    inferenceMs += output.inferenceMs;
    points.push(Math.min(output.a.width, output.a.height));
    addShare(a.data, resizePlane(output.a, width, height).data, 1 / passes.length);
    addShare(b.data, resizePlane(output.b, width, height).data, 1 / passes.length);
    onPass((done + 1) / passes.length);
  }
  return { a, b, inferenceMs, points: points.sort((less, more) => less - more)[points.length >> 1] ?? 1 };
}

function addShare(sum: Float32Array, of: Float32Array, share: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (of[i] as number) * share;
}
