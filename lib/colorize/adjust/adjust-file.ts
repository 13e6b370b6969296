import sharp from "sharp";
import type { MetadataPolicy, OutputFormat } from "../../contract/order";
import { isNeutral, type Recipe } from "../../contract/photos/recipe";
import { applyRecipe, planRecipe } from "../../recipe/apply-recipe";
import { measureGuide } from "../../recipe/measure-guide";
import type { PhotoMetadata } from "../output/metadata/apply-metadata-policy";
import { srgbProfile } from "../output/open-output";
import { convertOutput } from "../output/write-output";
import { type DecodedPhoto, decodeWithSharp, sharpLimits } from "../providers/embedded/photo-file/decode-with-sharp";
import { encodeRaster } from "../providers/embedded/photo-file/encode-raster";

export type AdjustTask = {
  /** A finished output. */
  inputPath: string;
  outputPath: string;
  recipe: Recipe;
  format: OutputFormat;
  /** That the output was made with. */
  policy: MetadataPolicy;
};

/**
 * Writes an output again with its colors adjusted, at its own size and depth, in any format. Its metadata, the mark that AI
 * colorized it and what is drawn over it stay. Holds the decoded picture in memory: of 50 megapixels with 16 bits and
 * alpha 400 MB, 660 MB in all while it is written.
 */
export async function adjustFile({ inputPath, outputPath, recipe, format, policy }: AdjustTask): Promise<void> {
  if (isNeutral(recipe)) return convertOutput(inputPath, { path: outputPath, format, policy });
  const { raster, metadata, icc } = await decodeOutput(inputPath);
  const { pixels: data, width, height, channels } = raster;
  const picture = { data, width, height, channels };
  applyRecipe(picture, planRecipe(measureGuide(picture), recipe));
  const encoding = { format, policy, profile: "srgb", depth: "auto", isAdjusted: true } as const;
  await encodeRaster(raster, { metadata, icc }, { ...encoding, path: outputPath });
}

/**
 * The studio's own outputs are sRGB and say so. Converting them from sRGB to sRGB once more would lift their shadows, with 16 bits
 * by 2 percent.
 */
async function decodeOutput(file: string): Promise<DecodedPhoto & { metadata: PhotoMetadata }> {
  const { depth, icc, exif, xmp } = await sharp(file, sharpLimits()).metadata();
  if (icc && !icc.equals(await srgbProfile()))
    return { ...(await decodeWithSharp(sharp(file, sharpLimits()))), metadata: { exif, xmp } };
  const deep = depth === "ushort";
  const { data, info } = await sharp(file, { ...sharpLimits(), ignoreIcc: true })
    .toColourspace(deep ? "rgb16" : "srgb")
    .raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new Error(`The output has ${channels} channels.`);
  const pixels = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { raster: { pixels, width, height, channels }, metadata: { exif, xmp }, icc: null };
}
