import type { Raster } from "../../pixels/raster";
import { readLuminance } from "../../pixels/read-lightness";
import { rowBetween } from "../../pixels/stretch-row";
import { luminanceOf, roughLabOf } from "../../pixels/transfer-tables";
import { writeLinear } from "../../pixels/write-linear";
import type { ColorField } from "./guide-color";

/** Rows between two progress reports. */
const bandRows = 256;

/**
 * Replaces the color of a photo in place. Every pixel keeps its luminance, and alpha is not changed. A color outside sRGB is mixed
 * with the gray of its luminance just enough to fit, because clipping channels would change the luminance.
 */
export function paintRows(raster: Raster, field: ColorField, onBand: (share: number) => void): void {
  const folded = foldField(field);
  const ends = cellEnds(raster.width, field.width);
  const line = new Float32Array(field.width * 4);
  const luminances = new Float32Array(raster.width);
  const colors = new Float32Array(raster.width * 3);
  for (let y = 0; y < raster.height; y++) {
    rowBetween(folded, field.height, y, raster.height, line);
    readLuminance(raster, 0, y, luminances);
    colorRow(luminances, line, ends, colors);
    writeLinear(raster, y, colors);
    if (y % bandRows === bandRows - 1) onBand((y + 1) / raster.height);
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

/**
 * Linear red, green and blue of every pixel of a row. Most of the painting's time is spent here: between two columns of the field
 * slopes and offsets change linearly, so they are incremented instead of interpolated per pixel.
 */
function colorRow(luminances: Float32Array, line: Float32Array, ends: Int32Array, into: Float32Array): void {
  const step = (ends.length - 1) / luminances.length;
  // XYZ to linear sRGB, with the columns of X and Z times the white point, from the same matrix as the luminance, so that no color
  // gives exact gray. Local constants, because module constants would be read from memory for every pixel.
  const redX = 3.2404542 * 0.95047;
  const redY = -1.5371385;
  const redZ = -0.4985314 * 1.08883;
  const greenX = -0.969266 * 0.95047;
  const greenY = 1.8760108;
  const greenZ = 0.041556 * 1.08883;
  const blueX = 0.0556434 * 0.95047;
  const blueY = -0.2040259;
  const blueZ = 1.0572252 * 1.08883;
  for (let cell = 0, x = 0; cell < ends.length; cell++) {
    const end = ends[cell] as number;
    const left = Math.max(0, cell - 1) * 4;
    const right = Math.min(ends.length - 2, cell) * 4;
    const share = (x + 0.5) * step + 0.5 - cell;
    const xSlopeRise = (line[right] as number) - (line[left] as number);
    const xRise = (line[right + 1] as number) - (line[left + 1] as number);
    const zSlopeRise = (line[right + 2] as number) - (line[left + 2] as number);
    const zRise = (line[right + 3] as number) - (line[left + 3] as number);
    let xSlope = (line[left] as number) + xSlopeRise * share;
    let xOffset = (line[left + 1] as number) + xRise * share;
    let zSlope = (line[left + 2] as number) + zSlopeRise * share;
    let zOffset = (line[left + 3] as number) + zRise * share;
    for (; x < end; x++) {
      const luminance = luminances[x] as number;
      const f = roughLabOf(luminance);
      const X = luminanceOf(f * xSlope + xOffset);
      const Z = luminanceOf(f * zSlope + zOffset);
      let red = redX * X + redY * luminance + redZ * Z;
      let green = greenX * X + greenY * luminance + greenZ * Z;
      let blue = blueX * X + blueY * luminance + blueZ * Z;
      if (Math.abs(red - 0.5) > 0.5 || Math.abs(green - 0.5) > 0.5 || Math.abs(blue - 0.5) > 0.5) {
        const keep = Math.min(reach(red, luminance), reach(green, luminance), reach(blue, luminance));
        red = luminance + (red - luminance) * keep;
        green = luminance + (green - luminance) * keep;
        blue = luminance + (blue - luminance) * keep;
      }
      into[x * 3] = red;
      into[x * 3 + 1] = green;
      into[x * 3 + 2] = blue;
      xSlope += xSlopeRise * step;
      xOffset += xRise * step;
      zSlope += zSlopeRise * step;
      zOffset += zRise * step;
    }
  }
}

/**
 * How far a channel can go from gray toward its color before leaving [0, 1]. Rounding can put the luminance of white slightly
 * above 1, hence the maximum with 0.
 */
function reach(channel: number, gray: number): number {
  if (channel > 1) return Math.max(0, (1 - gray) / (channel - gray));
  return channel < 0 ? gray / (gray - channel) : 1;
}

/**
 * The ends, in pixels of a row, of the stretches between columns of the field: first the stretch before the first column's center,
 * then one per pair of columns, last the stretch after the last column's center.
 */
function cellEnds(width: number, fieldWidth: number): Int32Array {
  return Int32Array.from({ length: fieldWidth + 1 }, (_, cell) =>
    cell === fieldWidth ? width : Math.max(0, Math.ceil(((cell + 0.5) * width) / fieldWidth - 0.5)),
  );
}
