import sharp from "sharp";

/** Whose a and b, about 26 and 48, every picture gets that a stand-in colors. */
export const tint = { r: 200, g: 120, b: 40 };

/** The picture of a data URL in one tint, its lightness unchanged. @throws {Error} for anything but a gray PNG of 8 bits */
export async function tintPicture(dataUrl: string): Promise<Uint8Array> {
  const [, base64] = /^data:image\/png;base64,([A-Za-z0-9+/]+=*)$/.exec(dataUrl) ?? [];
  if (!base64) throw new Error("no data URL of a PNG");
  const picture = sharp(Buffer.from(base64, "base64"));
  const { format, channels, depth } = await picture.metadata();
  if (format !== "png" || channels !== 1 || depth !== "uchar") throw new Error(`${format} ${channels} ${depth}`);
  return picture.pipelineColourspace("srgb").tint(tint).toColourspace("srgb").png().toBuffer();
}
