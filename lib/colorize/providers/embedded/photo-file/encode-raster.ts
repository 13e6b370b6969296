import sharp from "sharp";
import type { BitDepth, MetadataPolicy, OutputFormat, OutputProfile } from "../../../../contract/order";
import { outputFormatFiles } from "../../../output/containers/output-format-files";
import { applyMetadataPolicy } from "../../../output/metadata/apply-metadata-policy";
import { srgbProfile } from "../../../output/open-output";
import { writeOutput } from "../../../output/write-output";
import { judgeIcc } from "../../../photo-file/color/judge-icc";
import type { PhotoMetadata } from "../../../photo-metadata/photo-metadata";
import { bitsOf, type Raster, reduceTo8Bits } from "../pixels/raster";
import { convertRaster } from "./profile/convert-raster";
import { readRgbProfile } from "./profile/read-rgb-profile";
import { writePng } from "./write-png";

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
 * Writes the raster as a file, tagged sRGB or with the photo's own profile, with the metadata that the policy allows and the mark
 * that a model colorized it. PNG and TIFF keep the raster's depth or take the ordered one; the other formats have 8 bits. The
 * raster's memory is used for what is written: it is invalid afterward.
 */
export async function encodeRaster(
  raster: Raster,
  { metadata, icc }: Source,
  { format, policy, profile, depth, isAdjusted, path }: Encoding & { path: string },
): Promise<void> {
  const deepened = depth === "16" && outputFormatFiles[format].isDeep ? raiseTo16Bits(raster) : raster;
  // Of a profile that is sRGB under another name the values are right already.
  const isOwn = profile === "keep" && icc && judgeIcc(icc, "RGB").kind !== "none";
  const own = isOwn ? readRgbProfile(icc) : null;
  // Before the depth is reduced, because the curves of two profiles do not meet in 8 bits.
  if (own) convertRaster(deepened, own);
  const given = outputFormatFiles[format].isDeep && depth !== "8" ? deepened : reduceTo8Bits(deepened);
  const { pixels, ...raw } = given;
  const space = bitsOf(given) === 16 ? "rgb16" : "srgb";
  const image =
    format === "png"
      ? (to: string) => writePng(given, to)
      : sharp(pixels, { raw, limitInputPixels: false }).toColourspace(space);
  const picture = { width: raw.width, height: raw.height, isSrgb: !own };
  const kept = applyMetadataPolicy(metadata, { policy, format, isAdjusted, picture });
  await writeOutput(image, { path, format, metadata: { icc: own ? icc : await srgbProfile(), ...kept } });
}

/** libvips shifts samples without filling their lower half evenly, so white would not be white. */
function raiseTo16Bits(raster: Raster): Raster {
  const { pixels } = raster;
  return pixels instanceof Uint16Array ? raster : { ...raster, pixels: Uint16Array.from(pixels, (byte) => byte * 257) };
}
