import type { Raster } from "./raster";
import { byteOf, encodedOf } from "./transfer-tables";

/** Writes row `y` from interleaved linear red, green and blue, which must lie in [0, 1]. Alpha is not changed. */
export function writeLinear({ pixels, width, channels }: Raster, y: number, colors: Float32Array): void {
  let at = y * width * channels;
  if (pixels instanceof Uint8Array) {
    for (let i = 0; i < colors.length; i += 3, at += channels) {
      pixels[at] = byteOf(colors[i] as number);
      pixels[at + 1] = byteOf(colors[i + 1] as number);
      pixels[at + 2] = byteOf(colors[i + 2] as number);
    }
    return;
  }
  for (let i = 0; i < colors.length; i += 3, at += channels) {
    pixels[at] = encodedOf(colors[i] as number) * 65_535 + 0.5;
    pixels[at + 1] = encodedOf(colors[i + 1] as number) * 65_535 + 0.5;
    pixels[at + 2] = encodedOf(colors[i + 2] as number) * 65_535 + 0.5;
  }
}
