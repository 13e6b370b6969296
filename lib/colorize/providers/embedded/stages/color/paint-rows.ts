import type { Raster } from "../../pixels/raster";
import { blocksOf, paintBlock } from "../../pixels/rows/work-on-rows";
import type { ColorField } from "./guide-color";

/**
 * Replaces the color of a photo in place. Every pixel keeps its luminance, and alpha is not changed. A color outside sRGB is mixed
 * with the gray of its luminance just enough to fit, because clipping channels would change the luminance.
 */
export function paintRows(raster: Raster, field: ColorField, onBand: (share: number) => void): void {
  const { width, height } = field;
  const folded = foldField(field);
  // The rows of the field between whose centers a row of the photo lies.
  const above = (y: number) =>
    Math.max(0, Math.min(height - 1, Math.floor(((y + 0.5) * height) / raster.height - 0.5)));
  for (const block of blocksOf(raster)) {
    const end = block.first + block.rows;
    const first = above(block.first);
    const data = folded.subarray(first * width * 4, (above(end - 1) + 2) * width * 4);
    paintBlock(raster, block, { data, first, width, height });
    onBand(end / raster.height);
  }
}

/**
 * In CIELAB f(X) = f(Y) + a / 500 and f(Z) = f(Y) - b / 200. Because a and b are linear in L = 116 f(Y) - 16, both are linear in
 * f(Y) as well. Returns slope and offset for X, then for Z, per point.
 */
function foldField({ data }: ColorField): Float32Array {
  const folded = new Float32Array(data.length);
  for (let i = 0; i < data.length; i += 2) {
    const share = i % 4 === 0 ? 1 / 500 : -1 / 200;
    const slope = (data[i] as number) * share;
    folded[i] = 1 + 116 * slope;
    folded[i + 1] = (data[i + 1] as number) * share - 16 * slope;
  }
  return folded;
}
