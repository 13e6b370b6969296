import type { JudgedIcc } from "../../../photo-file/color/judge-icc";
import { multiply, toSrgb } from "../../../photo-file/color/primaries";
import type { Curve } from "../../../photo-file/color/read-icc";
import { bitsOf, type Raster } from "../pixels/raster";
import { encodedOf } from "../pixels/transfer-tables";

/**
 * Converts code values of a profile's space to sRGB, in place, by the profile's own curves and matrix: sharp's conversion rounds
 * shadows, with 16 bits takes a way around by Display P3, and leaves 16-bit gray as it is. Alpha stays.
 */
export function convertToSrgb(raster: Raster, profile: Extract<JudgedIcc, { kind: "rgb" | "gray" }>): void {
  if (profile.kind === "gray") convertGray(raster, profile.curve);
  else convertRgb(raster, profile);
}

function convertGray(raster: Raster, curve: Curve): void {
  const { pixels, channels } = raster;
  const top = topOf(raster);
  const codes = Float64Array.from({ length: top + 1 }, (_, code) => encodedOf(curve(code / top)) * top + 0.5);
  for (let at = 0; at < pixels.length; at += channels) {
    pixels.fill(codes[pixels[at] as number] as number, at, at + 3);
  }
}

function convertRgb(raster: Raster, { curves, toXyz }: Extract<JudgedIcc, { kind: "rgb" }>): void {
  const { pixels, channels } = raster;
  const top = topOf(raster);
  const tabulate = (curve: Curve) => Float32Array.from({ length: top + 1 }, (_, code) => curve(code / top));
  const [red, green, blue] = curves.map(tabulate) as [Float32Array, Float32Array, Float32Array];
  const [a, b, c, d, e, f, g, h, i] = multiply(toSrgb, toXyz) as unknown as Matrix;
  for (let at = 0; at < pixels.length; at += channels) {
    const r = red[pixels[at] as number] as number;
    const m = green[pixels[at + 1] as number] as number;
    const n = blue[pixels[at + 2] as number] as number;
    pixels[at] = encodedOf(a * r + b * m + c * n) * top + 0.5;
    pixels[at + 1] = encodedOf(d * r + e * m + f * n) * top + 0.5;
    pixels[at + 2] = encodedOf(g * r + h * m + i * n) * top + 0.5;
  }
}

type Matrix = [number, number, number, number, number, number, number, number, number];
const topOf = (raster: Raster): number => (bitsOf(raster) === 16 ? 65_535 : 255);
