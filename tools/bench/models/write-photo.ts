import sharp from "sharp";

/** Writes a picture as JPEG of about that many megapixels, 5:4. */
export async function writePhoto(source: string, megapixels: number, path: string): Promise<void> {
  const width = Math.round(Math.sqrt(megapixels * 1e6 * 1.25));
  const size = { width, height: Math.round(width / 1.25), fit: "cover" as const };
  await sharp(source).autoOrient().resize(size).jpeg({ quality: 92 }).toFile(path);
}
