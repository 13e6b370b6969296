import type { Plane, Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { labOfRgb } from "./lab-of-rgb";

/** A picture in CIELAB. 12 bytes a pixel, so a photo of 50 megapixels takes 600 MB. */
export type LabPlanes = { lightness: Plane; a: Plane; b: Plane };

/** CIELAB of a picture with 8 bits. Alpha doesn't count. */
export function readLabPlanes({ pixels, width, height, channels }: Raster): LabPlanes {
  const plane = (): Plane => ({ data: new Float32Array(width * height), width, height });
  const planes: LabPlanes = { lightness: plane(), a: plane(), b: plane() };
  for (let i = 0, at = 0; i < width * height; i++, at += channels) {
    const [l, a, b] = labOfRgb(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number);
    planes.lightness.data[i] = l;
    planes.a.data[i] = a;
    planes.b.data[i] = b;
  }
  return planes;
}
