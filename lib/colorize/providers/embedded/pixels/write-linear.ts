import type { Raster } from "./raster";
import { byteOf, encodedOf } from "./transfer-tables";

/** Writes a whole row of linear red, green, blue, interleaved, 0..1, as the raster's samples. Alpha stays. */
export function writeLinear({ pixels, width, channels }: Raster, y: number, colours: Float32Array): void {
  let at = y * width * channels;
  if (pixels instanceof Uint8Array) {
    for (let i = 0; i < colours.length; i += 3, at += channels) {
      pixels[at] = byteOf(colours[i] as number);
      pixels[at + 1] = byteOf(colours[i + 1] as number);
      pixels[at + 2] = byteOf(colours[i + 2] as number);
    }
    return;
  }
  for (let i = 0; i < colours.length; i += 3, at += channels) {
    pixels[at] = encodedOf(colours[i] as number) * 65_535 + 0.5;
    pixels[at + 1] = encodedOf(colours[i + 1] as number) * 65_535 + 0.5;
    pixels[at + 2] = encodedOf(colours[i + 2] as number) * 65_535 + 0.5;
  }
}
