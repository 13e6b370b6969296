import { bitsOf, type Raster } from "../../pixels/raster";

/** The picture turned clockwise, as a new one. */
export function turnPicture({ pixels, width, height, channels }: Raster, turn: 90 | 180 | 270): Raster {
  const isFlat = turn === 180;
  const size = isFlat ? { width, height } : { width: height, height: width };
  const into = pixels.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = isFlat ? width - 1 - x : turn === 90 ? height - 1 - y : y;
      const row = isFlat ? height - 1 - y : turn === 90 ? x : width - 1 - x;
      const to = (row * size.width + column) * channels;
      const from = (y * width + x) * channels;
      for (let k = 0; k < channels; k++) into[to + k] = pixels[from + k] as number;
    }
  }
  return { ...size, channels, pixels: into };
}

/** The positive of a negative, as a new picture. Alpha is kept. */
export function invertPicture(raster: Raster): Raster {
  const top = bitsOf(raster) === 16 ? 65_535 : 255;
  const pixels = raster.pixels.map((value, i) => (i % raster.channels === 3 ? value : top - value));
  return { ...raster, pixels };
}
