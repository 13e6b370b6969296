import { grayOfLightness } from "../../../lib/colorize/providers/embedded/pixels/convert-lab";
import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { paintRows } from "../../../lib/colorize/providers/embedded/stages/color/paint-rows";
import { readLabPlanes } from "../measures/lab-planes";

/** L* of what was black, and the shares of contrast and color that are left. */
const veil = 30;
const contrast = 0.5;
const color = 0.75;

/** A photo of 8 bits as a print that has faded: its black is gray, its white too, and its colors are paler. A new raster. */
export function fadePrint(photo: Raster): Raster {
  const { width, height, channels } = photo;
  const { lightness, a, b } = readLabPlanes(photo);
  const faded = { ...photo, pixels: Uint8Array.from(photo.pixels) };
  const field = { data: new Float32Array(width * height * 4), width, height };
  for (const [i, value] of lightness.data.entries()) {
    const gray = Math.round(255 * grayOfLightness(veil + contrast * value));
    faded.pixels.fill(gray, i * channels, i * channels + 3);
    // The same color whatever the lightness: only the offsets of a field.
    field.data[4 * i + 1] = color * (a.data[i] as number);
    field.data[4 * i + 3] = color * (b.data[i] as number);
  }
  paintRows(faded, field, () => {});
  return faded;
}
