import { crc32 } from "node:zlib";

export type ZipEntry = { name: string; content: Buffer; isUtf8: boolean; modified: number };

/**
 * The entries of a ZIP whose files are stored, read from its central directory as PKWARE's APPNOTE describes it. Throws for one that
 * is cut off, compressed or whose checksums are wrong.
 */
export function readZip(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error("this ZIP has no end");
  const entries: ZipEntry[] = [];
  const directory = findDirectory(zip, end);
  let { at } = directory;
  for (let left = directory.count; left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error("no entry where the directory has one");
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error("this entry is compressed");
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const nameEnd = at + 46 + (nameBytes ?? 0);
    const name = zip.toString("utf8", at + 46, nameEnd);
    const content = readContent(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 24));
    if (crc32(content) !== zip.readUInt32LE(at + 16)) throw new Error(`${name}: wrong checksum`);
    const isUtf8 = (zip.readUInt16LE(at + 8) & 0x0800) !== 0;
    entries.push({ name, content, isUtf8, modified: readModified(zip.subarray(nameEnd, nameEnd + (extraBytes ?? 0))) });
    at = nameEnd + (extraBytes ?? 0) + (noteBytes ?? 0);
  }
  return entries;
}

function findDirectory(zip: Buffer, end: number): { at: number; count: number } {
  const count = zip.readUInt16LE(end + 10);
  if (count !== 0xffff) return { at: zip.readUInt32LE(end + 16), count };
  if (zip.readUInt32LE(end - 20) !== 0x07064b50) throw new Error("this ZIP64 has no locator");
  const record = Number(zip.readBigUInt64LE(end - 12));
  return { at: Number(zip.readBigUInt64LE(record + 48)), count: Number(zip.readBigUInt64LE(record + 32)) };
}

function readContent(zip: Buffer, header: number, bytes: number): Buffer {
  if (zip.readUInt32LE(header) !== 0x04034b50) throw new Error("no file where the directory has one");
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  return zip.subarray(start, start + bytes);
}

/** Seconds since 1970 of Info-ZIP's universal timestamp; 0 without one. */
function readModified(extra: Buffer): number {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 0x5455) return extra.readInt32LE(at + 5);
  }
  return 0;
}
