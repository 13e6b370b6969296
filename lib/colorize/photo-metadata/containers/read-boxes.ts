import { brotliDecompressSync } from "node:zlib";
import { trimExif } from "../../output/metadata/exif-block";
import { openHeader } from "../../photo-file/open-picture";
import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";
import { type Resolution, toResolution } from "../resolution";

const maxBlockBytes = 4 * 1024 * 1024;
const maxBoxes = 5000;
/** Boxes that are decompressed: EXIF and XMP are two. A small file may hold thousands of bombs. */
const maxPacked = 4;
const xmpId = "be7acfcb97a942e89c71999491e3afac";
const iptcId = "33c7a4d2b81d4723a0baf1a3e097ad38";
const exifId = Buffer.from("JpgTiffExif->JP2", "latin1").toString("hex");

type Box = { type: string; at: number; length: number };

function* listBoxes(file: ByteSource, start: number, end: number): Generator<Box> {
  let at = start;
  for (let nth = 0; nth < maxBoxes && at + 8 <= end; nth++) {
    const head = file.read(at, 16);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const size = short === 0 ? end - at : isLong ? Number(head.readBigUInt64BE(8)) : short;
    const headBytes = isLong ? 16 : 8;
    if (size < headBytes || at + size > end) return;
    yield { type: head.toString("latin1", 4, 8), at: at + headBytes, length: size - headBytes };
    at += size;
  }
}

/** JPEG XL in its container, and JPEG 2000. Null when the bytes do not start like one of them. */
export function readBoxBlocks(file: ByteSource): MetadataBlocks | null {
  const signature = file.read(0, 12).toString("latin1");
  if (signature !== "\0\0\0\x0cJXL \r\n\x87\n" && signature !== "\0\0\0\x0cjP  \r\n\x87\n") return null;
  const blocks: MetadataBlocks = {};
  let packed = 0;
  for (const { type, at, length } of listBoxes(file, 0, file.size)) {
    if (type === "jp2h") blocks.resolution = readSize(file, at, length);
    if (length > maxBlockBytes || !/^(Exif|xml |brob|uuid)$/.test(type)) continue;
    const data = file.read(at, length);
    if (type === "brob") {
      packed += 1;
      if (packed > maxPacked) continue;
      const stored = decompress(data.subarray(4));
      if (stored) takeBlock(blocks, data.toString("latin1", 0, 4), stored);
    } else if (type === "uuid") takeBlock(blocks, data.toString("hex", 0, 16), data.subarray(16));
    else takeBlock(blocks, type, data);
  }
  return blocks;
}

function takeBlock(blocks: MetadataBlocks, name: string, data: Buffer): void {
  // EXIF of JPEG XL begins with the offset of its byte order mark.
  if (name === "Exif" && data.length > 4) blocks.exif ??= trimExif(data.subarray(4 + data.readUInt32BE(0)));
  else if (name === exifId) blocks.exif ??= trimExif(data);
  else if (name === "xml " || name === xmpId) blocks.xmp ??= data;
  else if (name === iptcId) blocks.iptc ??= data;
}

function decompress(data: Buffer): Buffer | null {
  try {
    return brotliDecompressSync(data, { maxOutputLength: maxBlockBytes });
  } catch {
    // Damaged or a bomb: the photo is colored without it.
    return null;
  }
}

/** In the header's `res ` box: of the capture, or of the display. Vertical first, each a fraction times a power of ten per meter. */
function readSize(file: ByteSource, start: number, length: number): Resolution | undefined {
  for (const box of listBoxes(file, start, start + length)) {
    if (box.type !== "res ") continue;
    for (const { at } of listBoxes(file, box.at, box.at + box.length)) {
      const data = file.read(at, 10);
      if (data.length < 10) return undefined;
      const dots = (nth: number) =>
        (data.readUInt16BE(nth * 4) / data.readUInt16BE(nth * 4 + 2)) * 10 ** data.readInt8(8 + nth);
      return toResolution(dots(1), dots(0), "meter");
    }
  }
  return undefined;
}

/** Whether the bytes start like HEIC or AVIF, whose parts libheif finds. */
export const startsLikeHeif = (file: ByteSource): boolean => file.read(4, 4).toString("latin1") === "ftyp";

/** What the container says of the primary picture. */
export async function readHeifBlocks(path: string): Promise<MetadataBlocks> {
  const { exif, xmp } = await openHeader(path).metadata();
  return { exif: exif && trimExif(exif), xmp };
}
