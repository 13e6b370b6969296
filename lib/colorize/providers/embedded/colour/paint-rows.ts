import { bitsOf, type Raster } from "../pixels/raster";
import { encodedOf, labOf, linearTable, lumaBlue, lumaGreen, lumaRed, luminanceOf } from "../pixels/transfer-tables";
import type { ColourField } from "./guide-colour";

// White of sRGB, from the same matrix as the luminance, so that a = b = 0 is exactly grey.
const whiteX = 0.95047;
const whiteZ = 1.08883;

/** Rows between two reports; also the longest stretch without one. */
const bandRows = 256;

/**
 * Replaces the colour of a photo, in place. Every pixel keeps its own luminance, alpha is not touched. A colour that sRGB can't
 * show at that luminance is mixed with the grey of the same luminance just as far as needed: clipping channels would change it.
 */
export function paintRows(raster: Raster, field: ColourField, onBand: (share: number) => void): void {
  const columns = columnWeights(raster.width, field.width);
  const line = new Float32Array(field.width * 4);
  for (let y = 0; y < raster.height; y++) {
    blendFieldRow(field, ((y + 0.5) * field.height) / raster.height - 0.5, line);
    paintRow(raster, y, line, columns);
    if (y % bandRows === bandRows - 1) onBand((y + 1) / raster.height);
  }
}

type Columns = { left: Int32Array; right: Int32Array; share: Float32Array };

/** For every column of the photo the two columns of the field it lies between (as offsets), and the right one's share. */
function columnWeights(width: number, fieldWidth: number): Columns {
  const columns = { left: new Int32Array(width), right: new Int32Array(width), share: new Float32Array(width) };
  for (let x = 0; x < width; x++) {
    const at = Math.max(0, Math.min(fieldWidth - 1, ((x + 0.5) * fieldWidth) / width - 0.5));
    const left = Math.floor(at);
    columns.left[x] = left * 4;
    columns.right[x] = Math.min(fieldWidth - 1, left + 1) * 4;
    columns.share[x] = at - left;
  }
  return columns;
}

function blendFieldRow(field: ColourField, at: number, into: Float32Array): void {
  const clamped = Math.max(0, Math.min(field.height - 1, at));
  const top = Math.floor(clamped);
  const share = clamped - top;
  const upper = top * into.length;
  const lower = Math.min(field.height - 1, top + 1) * into.length;
  for (let i = 0; i < into.length; i++) {
    const value = field.data[upper + i] as number;
    into[i] = value + ((field.data[lower + i] as number) - value) * share;
  }
}

function paintRow(raster: Raster, y: number, line: Float32Array, columns: Columns): void {
  const { pixels, channels, width } = raster;
  const bits = bitsOf(raster);
  const linear = linearTable(bits);
  const top = bits === 16 ? 65_535 : 255;
  let at = y * width * channels;
  for (let x = 0; x < width; x++, at += channels) {
    const luminance =
      lumaRed * (linear[pixels[at] as number] as number) +
      lumaGreen * (linear[pixels[at + 1] as number] as number) +
      lumaBlue * (linear[pixels[at + 2] as number] as number);
    const f = labOf(luminance);
    const lightness = 116 * f - 16;
    const share = columns.share[x] as number;
    const l = columns.left[x] as number;
    const r = columns.right[x] as number;
    const a = mix(line, l, r, share) * lightness + mix(line, l + 1, r + 1, share);
    const b = mix(line, l + 2, r + 2, share) * lightness + mix(line, l + 3, r + 3, share);
    const X = whiteX * luminanceOf(f + a / 500);
    const Z = whiteZ * luminanceOf(f - b / 200);
    const red = 3.2404542 * X - 1.5371385 * luminance - 0.4985314 * Z;
    const green = -0.969266 * X + 1.8760108 * luminance + 0.041556 * Z;
    const blue = 0.0556434 * X - 0.2040259 * luminance + 1.0572252 * Z;
    const keep = Math.min(1, reach(red, luminance), reach(green, luminance), reach(blue, luminance));
    pixels[at] = encodedOf(luminance + (red - luminance) * keep) * top + 0.5;
    pixels[at + 1] = encodedOf(luminance + (green - luminance) * keep) * top + 0.5;
    pixels[at + 2] = encodedOf(luminance + (blue - luminance) * keep) * top + 0.5;
  }
}

function mix(line: Float32Array, left: number, right: number, share: number): number {
  return (line[left] as number) * (1 - share) + (line[right] as number) * share;
}

/** How far one channel may go from grey towards its colour before it leaves 0..1. */
function reach(channel: number, grey: number): number {
  if (channel > 1) return (1 - grey) / (channel - grey);
  return channel < 0 ? grey / (grey - channel) : 1;
}
