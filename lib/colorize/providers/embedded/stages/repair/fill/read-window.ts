import { measureLightness } from "../../../pixels/measure-lightness";
import type { Plane, Raster } from "../../../pixels/raster";

/**
 * A square part of a photo, in its pixels, that an inpainter is fed reduced by `shrink`. On a photo that is smaller it goes on beyond
 * the right and lower border, where the photo is mirrored.
 */
export type Window = { left: number; top: number; side: number; shrink: number };

/** Rows of the photo that are copied at a time. */
const bandRows = 32;

/** Where a pixel beyond the border finds its mirror image. */
export function mirrored(at: number, length: number): number {
  const place = at % (2 * length);
  return place < length ? place : 2 * length - 1 - place;
}

/** CIE L* of a window at the inpainter's size. Only some rows are copied at a time, since a window may be the whole photo. */
export function readWindow(raster: Raster, { left, top, side, shrink }: Window): Plane {
  const small = side / shrink;
  const data = new Float32Array(small * small);
  const most = Math.max(1, Math.floor(bandRows / shrink));
  const samples = most * shrink * side * raster.channels;
  const pixels = raster.pixels instanceof Uint16Array ? new Uint16Array(samples) : new Uint8Array(samples);
  for (let first = 0; first < small; first += most) {
    const rows = Math.min(most, small - first);
    const band: Raster = { pixels, width: side, height: rows * shrink, channels: raster.channels };
    for (let row = 0; row < band.height; row++) {
      copyRow(raster, left, mirrored(top + first * shrink + row, raster.height), band, row);
    }
    data.set(measureLightness(band, small, rows).data, first * small);
  }
  return { data, width: small, height: small };
}

function copyRow({ pixels, width, channels }: Raster, left: number, y: number, into: Raster, row: number): void {
  const from = (y * width + left) * channels;
  const there = Math.min(into.width, width - left);
  const to = row * into.width * channels;
  into.pixels.set(pixels.subarray(from, from + there * channels), to);
  for (let x = there; x < into.width; x++) {
    const source = (y * width + mirrored(left + x, width)) * channels;
    into.pixels.set(pixels.subarray(source, source + channels), to + x * channels);
  }
}
