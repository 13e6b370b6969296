import { trimExif } from "../../output/metadata/exif-block";
import { openHeader } from "../../photo-file/open-picture";
import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";

/** Whether the bytes start like HEIC or AVIF, whose parts libheif finds. */
export const startsLikeHeif = (file: ByteSource): boolean => file.read(4, 4).toString("latin1") === "ftyp";

/** What the container says of the primary picture. */
export async function readHeifBlocks(path: string): Promise<MetadataBlocks> {
  const { exif, xmp } = await openHeader(path).metadata();
  return { exif: exif && trimExif(exif), xmp };
}
