import { open } from "node:fs/promises";
import sharp from "sharp";
import type { PhotoMetadata } from "./decode-with-sharp";
import { markXmp } from "./mark-xmp";
import { normaliseExif } from "./normalise-exif";
import { exifChunk, iccChunk, pngHeadBytes, xmpChunk } from "./png-chunks";
import { bitsOf, type Raster } from "./raster";
import { srgbProfile } from "./srgb-profile";

/** Writes a PNG of the raster's own depth, tagged sRGB, with the photo's EXIF and XMP and the mark that a model coloured it. */
export async function encodePng(raster: Raster, metadata: PhotoMetadata, path: string): Promise<void> {
  const { pixels, width, height, channels } = raster;
  const png = await sharp(pixels, { raw: { width, height, channels }, limitInputPixels: false })
    .toColourspace(bitsOf(raster) === 16 ? "rgb16" : "srgb")
    // Level 2 with row filters is both faster and smaller than the default level 6 without.
    .png({ compressionLevel: 2, adaptiveFiltering: true, palette: false })
    .toBuffer();
  // sharp writes EXIF and profiles only of files it decoded itself, and would run the pixels through the profile again.
  const exif = normaliseExif(metadata.exif);
  const parts = [
    png.subarray(0, pngHeadBytes),
    iccChunk("sRGB", await srgbProfile()),
    ...(exif ? [exifChunk(exif)] : []),
    xmpChunk(markXmp(metadata.xmp)),
    png.subarray(pngHeadBytes),
  ];
  const file = await open(path, "w", 0o600);
  try {
    await file.writev(parts);
  } finally {
    await file.close();
  }
}
