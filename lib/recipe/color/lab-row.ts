import type { Picture } from "../picture";
import {
  byteTable,
  encodedTable,
  interpolate,
  labTable,
  linearOf,
  linearTable,
  lumaBlue,
  lumaGreen,
  lumaRed,
  steps,
} from "./transfer-tables";

/** A row of pixels in CIELAB. `f` is (L* + 16) / 116. What is written again has this luminance, whatever a and b became. */
export type LabRow = { luminance: Float32Array; f: Float32Array; a: Float32Array; b: Float32Array };

export const createLabRow = (width: number): LabRow => ({
  luminance: new Float32Array(width),
  f: new Float32Array(width),
  a: new Float32Array(width),
  b: new Float32Array(width),
});

const bitsOf = ({ data }: Picture): 8 | 16 => (data instanceof Uint16Array ? 16 : 8);

/** Linear red, green and blue of a picture's samples, by code value. */
export const linearOfSamples = (picture: Picture): Float32Array => linearTable(bitsOf(picture));

/** CIELAB of linear red, green and blue, into position `i` of the row. */
export function putLab({ luminance, f, a, b }: LabRow, i: number, red: number, green: number, blue: number): void {
  const table = labTable();
  const y = lumaRed * red + lumaGreen * green + lumaBlue * blue;
  // The matrix of sRGB's primaries, its rows divided by the white point.
  const x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047;
  const z = (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883;
  const middle = interpolate(table, y * steps);
  luminance[i] = y;
  f[i] = middle;
  a[i] = 500 * (interpolate(table, x * steps) - middle);
  b[i] = 200 * (middle - interpolate(table, z * steps));
}

/** Reads row `y`. */
export function readLabRow(picture: Picture, y: number, row: LabRow): void {
  const { data, width, channels } = picture;
  const linear = linearOfSamples(picture);
  for (let i = 0, at = y * width * channels; i < width; i++, at += channels) {
    const red = linear[data[at] as number] as number;
    const green = linear[data[at + 1] as number] as number;
    putLab(row, i, red, green, linear[data[at + 2] as number] as number);
  }
}

/** Linear red, green and blue of a row, interleaved, each in [0, 1]. */
export const createColors = (width: number): Float32Array => new Float32Array(width * 3);

/**
 * The row's colors. One outside sRGB is mixed with the gray of its luminance just enough to fit, because clipping channels would
 * change hue and lightness.
 */
export function mixColors({ luminance, f, a, b }: LabRow, into: Float32Array): void {
  // XYZ to linear sRGB, the columns of X and Z times the white point.
  const redX = 3.2404542 * 0.95047;
  const redZ = -0.4985314 * 1.08883;
  const greenX = -0.969266 * 0.95047;
  const greenZ = 0.041556 * 1.08883;
  const blueX = 0.0556434 * 0.95047;
  const blueZ = 1.0572252 * 1.08883;
  for (let i = 0; i < f.length; i++) {
    const gray = luminance[i] as number;
    const middle = f[i] as number;
    const x = linearOf(middle + (a[i] as number) / 500);
    const z = linearOf(middle - (b[i] as number) / 200);
    let red = redX * x - 1.5371385 * gray + redZ * z;
    let green = greenX * x + 1.8760108 * gray + greenZ * z;
    let blue = blueX * x - 0.2040259 * gray + blueZ * z;
    if (Math.abs(red - 0.5) > 0.5 || Math.abs(green - 0.5) > 0.5 || Math.abs(blue - 0.5) > 0.5) {
      const keep = Math.min(reach(red, gray), reach(green, gray), reach(blue, gray));
      red = gray + (red - gray) * keep;
      green = gray + (green - gray) * keep;
      blue = gray + (blue - gray) * keep;
    }
    into[3 * i] = red;
    into[3 * i + 1] = green;
    into[3 * i + 2] = blue;
  }
}

/** How far a channel can go from gray toward its color before leaving [0, 1]. */
function reach(channel: number, gray: number): number {
  if (channel > 1) return Math.max(0, (1 - gray) / (channel - gray));
  return channel < 0 ? gray / (gray - channel) : 1;
}

/**
 * Writes row `y`; alpha is not changed.
 * @param changed 0 for pixels that stay as they are, to the bit; null for none
 */
export function writeColors(picture: Picture, y: number, colors: Float32Array, changed: Uint8Array | null): void {
  const { data, width, channels } = picture;
  const start = y * width * channels;
  if (data instanceof Uint16Array) {
    const table = encodedTable();
    for (let i = 0, at = start; i < width; i++, at += channels) {
      if (changed !== null && changed[i] === 0) continue;
      for (let k = 0; k < 3; k++) {
        data[at + k] = interpolate(table, (colors[3 * i + k] as number) * steps) * 65_535 + 0.5;
      }
    }
    return;
  }
  const table = byteTable();
  for (let i = 0, at = start; i < width; i++, at += channels) {
    if (changed !== null && changed[i] === 0) continue;
    for (let k = 0; k < 3; k++) data[at + k] = table[((colors[3 * i + k] as number) * steps + 0.5) | 0] as number;
  }
}
