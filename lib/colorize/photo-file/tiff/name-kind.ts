import type { TiffDirectory } from "./read-directories";
import { chooseWay, type TiffLayout } from "./read-layout";
import { nameRareCompression, photometrics, readableCompressions, tiffTags } from "./tiff-tags";

const rarePhotometrics: Record<number, string> = {
  4: "a transparency mask instead of a picture",
  10: "ITU Lab colors",
  32803: "a camera's raw sensor data",
  32844: "LogLuv colors",
  32845: "LogLuv colors",
  34892: "a camera's raw sensor data",
};

/** A row is held as one number for each sample, several times over. */
const mostRowSamples = 4_000_000;
const mostSamples = 32;

/** What a page has that the studio cannot read, in words that follow "a TIFF with"; null where it should be able to. */
export async function nameUnreadable(directory: TiffDirectory, layout: TiffLayout | null): Promise<string | null> {
  const first = async (tag: number) => (await directory.numbers(tag))?.[0];
  const rare = rarePhotometrics[(await first(tiffTags.photometric)) ?? -1];
  if (rare) return rare;
  const compression = nameRareCompression((await first(tiffTags.compression)) ?? 1);
  if (compression) return `${compression} compression`;
  if (!layout) return (await isMixed(directory)) ? "channels of different kinds" : null;
  const { bits, kind, photometric, colors, extra } = layout;
  const isReadable = readableCompressions.includes(layout.compression);
  if (!isReadable && layout.isPlanar && layout.isTiled) return "planes of tiles in a compression for whole pictures";
  const isSpecial = kind !== "uint" || ![1, 2, 4, 8, 16].includes(bits) || extra.length > 1;
  if (!isReadable && isSpecial) return `${bits} bits a sample in a compression that has no more than 8`;
  if (layout.samples > mostSamples) return `${layout.samples} channels`;
  if (chooseWay(layout) === "samples" && layout.width * layout.samples > mostRowSamples)
    return `${layout.width} pixels in a row of ${bits} bits a sample`;
  if (photometric === photometrics.cmyk && chooseWay(layout) === "samples")
    return `CMYK of ${bits} bits${kind === "float" ? " in floating point" : ""} and ${colors + extra.length} channels`;
  const subsampling = (await directory.numbers(tiffTags.yccSubsampling)) ?? [2, 2];
  if (photometric === photometrics.ycbcr && isReadable && subsampling.some((factor) => factor !== 1))
    return "YCbCr colors at half resolution and no JPEG compression";
  return null;
}

async function isMixed(directory: TiffDirectory): Promise<boolean> {
  const lists = [await directory.numbers(tiffTags.bits), await directory.numbers(tiffTags.sampleFormat)];
  return lists.some((list) => new Set(list ?? []).size > 1);
}
