import type { Raster } from "../../pixels/raster";
import { readLuminance } from "../../pixels/read-lightness";
import { rowBetween } from "../../pixels/stretch-row";
import { luminanceOf, roughLabOf } from "../../pixels/transfer-tables";
import { writeLinear } from "../../pixels/write-linear";
import type { ColorField } from "./guide-color";

/** Rows between two reports; also the longest stretch without one. */
const bandRows = 256;

/**
 * Replaces the color of a photo, in place. Every pixel keeps its own luminance, alpha is not touched. A color that sRGB can't
 * show at that luminance is mixed with the gray of the same luminance just as far as needed: clipping channels would change it.
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
 * CIELAB says f(X) = f(Y) + a / 500 and f(Z) = f(Y) - b / 200. Here a and b are themselves lines over L = 116 f(Y) - 16, so both
 * are one line over f(Y): slope and offset for X, then for Z.
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
 * Linear red, green, blue of every pixel of a row. From one column of the field to the next the lines change evenly, so inside
 * such a stretch they are added up instead of looked up: most of the painting's time is spent here.
 */
function colorRow(luminances: Float32Array, line: Float32Array, ends: Int32Array, into: Float32Array): void {
  const step = (ends.length - 1) / luminances.length;
  // XYZ to linear sRGB, the columns of X and Z times its white, from the same matrix as the luminance: no color is exactly gray.
  // Here, and not in the module, since what belongs to the module is read from memory for every pixel.
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

/** How far one channel may go from gray towards its color before it leaves 0..1. Rounding puts white's luminance a hair above 1. */
function reach(channel: number, gray: number): number {
  if (channel > 1) return Math.max(0, (1 - gray) / (channel - gray));
  return channel < 0 ? gray / (gray - channel) : 1;
}

/** Up to which pixel of a row the first column of the field counts alone, then the first two, and so on to the last alone. */
function cellEnds(width: number, fieldWidth: number): Int32Array {
  return Int32Array.from({ length: fieldWidth + 1 }, (_, cell) =>
    cell === fieldWidth ? width : Math.max(0, Math.ceil(((cell + 0.5) * width) / fieldWidth - 0.5)),
  );
}
