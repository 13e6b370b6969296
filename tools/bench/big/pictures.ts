import { stat } from "node:fs/promises";
import path from "node:path";
import sharp, { type Sharp } from "sharp";

/** The largest photos that 25 MB can hold, each of another kind. */
export const bigPictures = {
  "jpeg-100mp": {
    file: "square.jpg",
    write: (photo: Sharp) => photo.resize(10_000, 10_000, { fit: "fill" }).jpeg({ quality: 60 }),
  },
  "jpeg-100mp-turned": {
    file: "turned.jpg",
    write: (photo: Sharp) =>
      photo.resize(12_500, 8000, { fit: "fill" }).jpeg({ quality: 60 }).withMetadata({ orientation: 6 }),
  },
  "png-100mp-16bit": {
    file: "deep.png",
    write: (photo: Sharp) => blocky(photo, 10_000, 10_000).toColourspace("rgb16").png({ compressionLevel: 6 }),
  },
  "tiff-100mp-16bit": {
    file: "deep.tif",
    write: (photo: Sharp) =>
      blocky(photo, 10_000, 10_000).toColourspace("rgb16").tiff({ compression: "deflate", predictor: "horizontal" }),
  },
  "png-100mp-16bit-alpha": {
    file: "alpha.png",
    write: (photo: Sharp) =>
      blocky(photo, 10_000, 10_000).ensureAlpha(0.5).toColourspace("rgb16").png({ compressionLevel: 6 }),
  },
  "jpeg-60000px": {
    file: "wide.jpg",
    write: (photo: Sharp) => photo.resize(60_000, 1000, { fit: "fill" }).jpeg({ quality: 60 }),
  },
  "png-60000px-tall": {
    file: "tall.png",
    write: (photo: Sharp) => blocky(photo, 1000, 60_000).png({ compressionLevel: 6 }),
  },
} as const;
export type BigPicture = keyof typeof bigPictures;

/** Blocks of equal pixels, so that the file stays below 25 MB without loss. The photo must be small already. */
const blocky = (photo: Sharp, width: number, height: number): Sharp =>
  photo.resize(width, height, { fit: "fill", kernel: "nearest" });

/** Writes the picture into the folder. Returns its path and size in bytes. */
export async function writeBig(
  name: BigPicture,
  source: string,
  dir: string,
): Promise<{ path: string; bytes: number }> {
  const { file, write } = bigPictures[name];
  const target = path.join(dir, file);
  const small = await sharp(source).resize(500, 500, { fit: "fill" }).toColourspace("srgb").png().toBuffer();
  await write(sharp(small, { limitInputPixels: false })).toFile(target);
  return { path: target, bytes: (await stat(target)).size };
}
