import sharp from "sharp";

export type Manner = {
  /** Of the photo in the answer; 1.03 crops 3 %. */
  zoom?: number;
  /** Shares of the sides. */
  shift?: [across: number, down: number];
  warp?: number;
  /** Paints stripes where a face might be. */
  repaints?: boolean;
  /** Answers with stripes all over. */
  isAnother?: boolean;
};

/** Color by place, which a test can ask for: red grows to the right, blue downward. */
const tint = (gray: number, u: number, v: number) => [gray + 30 * u - 10, gray, gray + 30 * v - 10];

/** What an editor makes of a gray picture, as a PNG of the wanted size. Same input, same bytes. */
export async function editPicture(
  picture: Uint8Array,
  { width, height }: { width: number; height: number },
  { zoom = 1, shift = [0, 0], warp = 0, repaints = false, isAnother = false }: Manner,
): Promise<Buffer> {
  const { data, info } = await sharp(picture).toColorspace("b-w").raw().toBuffer({ resolveWithObject: true });
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const across = 0.5 + ((x + 0.5) / width - 0.5) / zoom - shift[0];
      const down = 0.5 + ((y + 0.5) / height - 0.5) / zoom - shift[1];
      const [u, v] = [across + warp * Math.sin(5 * down), down + warp * Math.sin(4 * across)];
      const column = Math.max(0, Math.min(info.width - 1, Math.floor(u * info.width)));
      const row = Math.max(0, Math.min(info.height - 1, Math.floor(v * info.height)));
      const isFace = repaints && (u - 0.5) ** 2 + (v - 0.5) ** 2 < 0.03;
      const gray = isAnother || isFace ? stripes(u, v) : (data[row * info.width + column] as number);
      const rgb = isFace ? [gray, gray * 0.3, gray] : tint(gray, u, v);
      for (const [k, value] of rgb.entries()) pixels[at + k] = Math.max(0, Math.min(255, value));
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

const stripes = (u: number, v: number) => 128 + 100 * Math.sin(70 * u + 12 * Math.sin(31 * v));
