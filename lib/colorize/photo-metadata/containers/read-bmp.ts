import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";
import { toResolution } from "../resolution";

/** Null when the bytes do not start like BMP. */
export function readBmpBlocks(file: ByteSource): MetadataBlocks | null {
  const head = file.read(0, 54);
  if (head.toString("latin1", 0, 2) !== "BM") return null;
  if (head.length < 54 || head.readUInt32LE(14) < 40) return {};
  return { resolution: toResolution(head.readInt32LE(38), head.readInt32LE(42), "meter") };
}
