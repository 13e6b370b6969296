import { decodeText } from "../decode-text";
import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";

const screenBytes = 13;
const xmpName = "XMP DataXMP";
/** Behind an XMP packet: a 1, the numbers from 255 to 0, and a 0. */
const xmpTrailerBytes = 258;
const maxTextBytes = 256 * 1024;
const maxBlocks = 20_000;

const paletteBytes = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Null when the bytes do not start like GIF. */
export function readGifBlocks(file: ByteSource): MetadataBlocks | null {
  const head = file.read(0, screenBytes);
  if (!/^GIF8[79]a/.test(head.toString("latin1", 0, 6))) return null;
  const blocks: MetadataBlocks = {};
  const comments: string[] = [];
  let at = screenBytes + paletteBytes(head[10]);
  for (let nth = 0; nth < maxBlocks; nth++) {
    const [kind, label] = file.read(at, 2);
    if (kind === 0x2c) {
      at += 10 + paletteBytes(file.read(at, 10)[9]) + 1;
    } else if (kind === 0x21) {
      if (label === 0xfe) comments.push(decodeText(joinSubBlocks(file, at + 2).data));
      else if (label === 0xff && file.read(at + 3, 11).toString("latin1") === xmpName)
        blocks.xmp ??= readPacket(file, at + 14);
      at += 2;
    } else break;
    at = joinSubBlocks(file, at).end;
  }
  return { ...blocks, comments };
}

/** Bytes beyond the limit are stepped over. */
function joinSubBlocks(file: ByteSource, start: number): { data: Buffer; end: number } {
  const parts: Buffer[] = [];
  let bytes = 0;
  let at = start;
  for (;;) {
    const length = file.read(at, 1)[0];
    if (!length) return { data: Buffer.concat(parts), end: at + 1 };
    bytes += length;
    if (bytes <= maxTextBytes) parts.push(file.read(at + 1, length));
    at += 1 + length;
  }
}

/** The packet is not cut into blocks; read as blocks it leads into its trailer, which tells where it ends. */
function readPacket(file: ByteSource, start: number): Buffer | undefined {
  const { end } = joinSubBlocks(file, start);
  const length = end - xmpTrailerBytes - start;
  return length > 0 && length <= maxTextBytes ? file.read(start, length) : undefined;
}
