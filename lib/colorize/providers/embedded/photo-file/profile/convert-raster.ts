import type { Curve } from "../../../../photo-file/color/read-icc";
import { bitsOf, type Raster } from "../../pixels/raster";
import { linearTable } from "../../pixels/transfer-tables";
import { determinant, type Matrix, type RgbProfile, type Triple } from "./read-rgb-profile";

/** sRGB's primaries under D50. */
const srgbPrimaries: Matrix = [
  [0.4360747, 0.2225045, 0.0139322],
  [0.3850649, 0.7168786, 0.0971045],
  [0.1430804, 0.0606169, 0.7141733],
];
const [red, green, blue] = srgbPrimaries;
const [lumaRed, lumaGreen, lumaBlue] = [red[1], green[1], blue[1]];
const steps = 65_536;

/**
 * Converts an sRGB raster into the profile, in place, with 16 bits of precision whatever the raster has. Grays stay gray at their
 * lightness. A color outside the profile is mixed with the gray of its luminance just enough to fit.
 */
export function convertRaster({ pixels, channels, ...raster }: Raster, profile: RgbProfile): void {
  const bits = bitsOf({ pixels, channels, ...raster });
  const top = bits === 16 ? 65_535 : 255;
  const linear = linearTable(bits);
  const [toRed, toGreen, toBlue] = rowsFromSrgb(profile.primaries);
  const [redCodes, greenCodes, blueCodes] = profile.curves.map((curve) => codeTable(curve, top));
  if (!redCodes || !greenCodes || !blueCodes) return;
  for (let at = 0; at < pixels.length; at += channels) {
    const r = linear[pixels[at] as number] as number;
    const g = linear[pixels[at + 1] as number] as number;
    const b = linear[pixels[at + 2] as number] as number;
    let x = toRed[0] * r + toRed[1] * g + toRed[2] * b;
    let y = toGreen[0] * r + toGreen[1] * g + toGreen[2] * b;
    let z = toBlue[0] * r + toBlue[1] * g + toBlue[2] * b;
    if (x < 0 || y < 0 || z < 0 || x > 1 || y > 1 || z > 1) {
      const gray = Math.min(1, lumaRed * r + lumaGreen * g + lumaBlue * b);
      const keep = Math.min(reach(x, gray), reach(y, gray), reach(z, gray));
      x = gray + (x - gray) * keep;
      y = gray + (y - gray) * keep;
      z = gray + (z - gray) * keep;
    }
    pixels[at] = lookUp(redCodes, x);
    pixels[at + 1] = lookUp(greenCodes, y);
    pixels[at + 2] = lookUp(blueCodes, z);
  }
}

/** How far a channel can go from gray toward its color before leaving [0, 1]. */
function reach(channel: number, gray: number): number {
  if (channel > 1) return Math.max(0, (1 - gray) / (channel - gray));
  return channel < 0 ? gray / (gray - channel) : 1;
}

/** The rows of the matrix from linear sRGB. Each sums to 1, so that gray is gray to the last bit, whatever the profile's rounding. */
function rowsFromSrgb(primaries: Matrix): [Triple, Triple, Triple] {
  const whole = determinant(primaries);
  const [r, g, b] = primaries;
  // Cramer's rule: the share of each primary in a color is the determinant with the color in its place.
  const rowOf = (share: (color: Triple) => number): Triple => {
    const row = srgbPrimaries.map((color) => share(color) / whole);
    const sum = row.reduce((total, value) => total + value, 0);
    const [first = 0, second = 0, third = 0] = row.map((value) => value / sum);
    return [first, second, third];
  };
  return [
    rowOf((color) => determinant([color, g, b])),
    rowOf((color) => determinant([r, color, b])),
    rowOf((color) => determinant([r, g, color])),
  ];
}

/** The code value, from 0 to `top`, of each step of linear light: the curve, read backward. */
function codeTable(curve: Curve, top: number): Float32Array {
  const codes = new Float32Array(steps + 1);
  let code = 0;
  // A finer walk than the samples of 16 bits; the curve rises, or stays where a scanner cut it.
  const walk = 4 * 65_535;
  for (let step = 0; step <= steps; step++) {
    const light = step / steps;
    while (code < walk && curve((code + 1) / walk) <= light) code += 1;
    const [below, above] = [curve(code / walk), curve(Math.min(walk, code + 1) / walk)];
    const share = above > below ? Math.min(1, Math.max(0, (light - below) / (above - below))) : 0;
    codes[step] = (Math.min(walk, code + share) / walk) * top;
  }
  return codes;
}

/** The rounded code of linear light in [0, 1]. */
function lookUp(codes: Float32Array, light: number): number {
  const at = light * steps;
  const low = at | 0;
  if (low >= steps) return (codes[steps] as number) + 0.5;
  const below = codes[low] as number;
  return below + ((codes[low + 1] as number) - below) * (at - low) + 0.5;
}
