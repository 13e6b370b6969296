import { trimExif } from "../../output/metadata/exif-block";
import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";

const maxBlockBytes = 4 * 1024 * 1024;

/** Null when the bytes do not start like WebP. */
export function readWebpBlocks(file: ByteSource): MetadataBlocks | null {
  const head = file.read(0, 12).toString("latin1");
  if (!head.startsWith("RIFF") || !head.endsWith("WEBP")) return null;
  const blocks: MetadataBlocks = {};
  for (let at = 12; at + 8 <= file.size; ) {
    const chunk = file.read(at, 8);
    const [type, length] = [chunk.toString("latin1", 0, 4), chunk.readUInt32LE(4)];
    if (length <= maxBlockBytes) {
      if (type === "EXIF") blocks.exif ??= trimExif(file.read(at + 8, length));
      if (type === "XMP ") blocks.xmp ??= file.read(at + 8, length);
    }
    at += 8 + length + (length % 2);
  }
  return blocks;
}
