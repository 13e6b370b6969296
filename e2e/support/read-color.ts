import type { Page } from "@playwright/test";
import sharp from "sharp";

/** Channels from 0 to 255. */
export type Color = { red: number; green: number; blue: number };
/** Shares of a picture's width and height. */
type Place = [x: number, y: number];

/** Two flat walls, the left one dark and the right one light: what a hint paints on one ends at the other. */
export async function twoWalls(width = 480, height = 320): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const x = at % width;
    pixels[at] = (x < width / 2 ? 90 : 190) + ((x * 7 + at) % 5);
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** The color at a place of the colorized photo as the page shows it; null while it shows none. */
export async function readShownColor(page: Page, place: Place): Promise<Color | null> {
  return page.evaluate(([x, y]) => {
    const shown = [...document.images].find(({ alt, naturalWidth }) => alt.endsWith(", in color") && naturalWidth > 0);
    const context = document.createElement("canvas").getContext("2d");
    if (!shown || !context) return null;
    context.canvas.width = shown.naturalWidth;
    context.canvas.height = shown.naturalHeight;
    context.drawImage(shown, 0, 0);
    const at = (share: number, size: number) => Math.floor(share * size);
    const pixel = context.getImageData(at(x, shown.naturalWidth), at(y, shown.naturalHeight), 1, 1).data;
    return { red: pixel[0] ?? 0, green: pixel[1] ?? 0, blue: pixel[2] ?? 0 };
  }, place);
}

/** The color at a place of an image file. */
export async function readFileColor(file: string | Buffer, [x, y]: Place): Promise<Color> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  return { red, green, blue };
}

/** L* of CIELAB, 0 to 100. */
export function lightnessOf({ red, green, blue }: Color): number {
  const linear = (value: number) => (value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}
