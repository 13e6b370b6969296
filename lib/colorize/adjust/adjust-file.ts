import type { MetadataPolicy, OutputFormat } from "../../contract/order";
import { isNeutral, type Recipe } from "../../contract/photos/recipe";
import { applyRecipe, planRecipe } from "../../recipe/apply-recipe";
import { measureGuide } from "../../recipe/measure-guide";
import { convertOutput } from "../output/write-output";
import { openPicture } from "../photo-file/open-picture";
import type { PhotoMetadata } from "../photo-metadata/photo-metadata";
import { readPhotoMetadata } from "../photo-metadata/read-photo-metadata";
import { type DecodedPhoto, decodeWithSharp } from "../providers/embedded/photo-file/decode-with-sharp";
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
  // An output with the photo's own profile stays in it.
  const encoding = { format, policy, profile: "keep", depth: "auto", isAdjusted: true } as const;
  await encodeRaster(raster, { metadata, icc }, { ...encoding, path: outputPath });
}

async function decodeOutput(file: string): Promise<DecodedPhoto & { metadata: PhotoMetadata }> {
  const metadata = await readPhotoMetadata(file);
  return { ...(await decodeWithSharp((options) => openPicture(file, options))), metadata };
}
