import sharp from "sharp";
import type { BitDepth, MetadataPolicy, OutputFormat, OutputProfile } from "../../../../contract/order";
import { applyMetadataPolicy, type PhotoMetadata } from "../../../output/metadata/apply-metadata-policy";
import { srgbProfile } from "../../../output/open-output";
import { writeOutput } from "../../../output/write-output";
import { bitsOf, type Raster, reduceTo8Bits } from "../pixels/raster";

export type Encoding = {
  format: OutputFormat;
  policy: MetadataPolicy;
  profile: OutputProfile;
  depth: BitDepth;
  isAdjusted?: boolean;
};
/** What of the photo is not in its pixels; `icc` is the profile of an RGB photo. */
export type Source = { metadata: PhotoMetadata; icc: Buffer | null };

/**
 * Writes the raster as a file, tagged sRGB, with the metadata that the policy allows and the mark that a model colorized it. PNG
 * keeps the raster's depth. The other formats have 8 bits, for which the raster's memory is reused: it is invalid afterward.
 */
export async function encodeRaster(
  raster: Raster,
  { metadata }: Source,
  { format, policy, isAdjusted, path }: Encoding & { path: string },
): Promise<void> {
  const given = format === "png" ? raster : reduceTo8Bits(raster);
  const { pixels, ...raw } = given;
  const space = bitsOf(given) === 16 ? "rgb16" : "srgb";
  const image = sharp(pixels, { raw, limitInputPixels: false }).toColourspace(space);
  const kept = applyMetadataPolicy(metadata, { policy, format, isAdjusted });
  await writeOutput(image, { path, format, metadata: { icc: await srgbProfile(), ...kept } });
}
