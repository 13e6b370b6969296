import { open } from "node:fs/promises";

/** Reads `length` bytes at an offset; fewer at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

/** Where the values of a tag are, not yet read; `inline`: those that lie in the directory itself. */
type Entry = { type: number; count: number; offset: number; inline: Buffer | null };

export type TiffDirectory = {
  /** The values as numbers, rationals divided; null where the tag is missing, of another type or longer than `most`. */
  numbers(tag: number, most?: number): Promise<number[] | null>;
  has(tag: number): boolean;
};

export type TiffFile = {
  bigEndian: boolean;
  /** The chain of pages. */
  directories: TiffDirectory[];
  /** One that a tag points to, such as EXIF's; null where there is none. */
  directoryAt(offset: number): Promise<TiffDirectory | null>;
};

const typeBytes: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};
const mostDirectories = 10_000;
const mostEntries = 4096;
/** Of all directories: they may lie over each other, so that a small file has far more entries than bytes. */
const mostEntriesInAll = 300_000;
const mostValues = 4_000_000;

/** The directories of a TIFF file, in their order; null when its structure is broken. Bounded, whatever the file announces. */
export async function readTiffFile(path: string): Promise<TiffFile | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const bytes = await file.read(Buffer.alloc(Math.min(size, 65_536)), 0, Math.min(size, 65_536), 0);
    const head = bytes.buffer.subarray(0, bytes.bytesRead);
    // The file is closed before a value is asked for: each read opens it again, and most come from the first bytes.
    const readAt: ReadAt = async (offset, length) => {
      if (offset + length <= head.length) return head.subarray(offset, offset + length);
      const again = await open(path, "r");
      try {
        const { buffer, bytesRead } = await again.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await again.close();
      }
    };
    return await readTiff(readAt, size);
  } finally {
    await file.close();
  }
}

/** @param size of the file in bytes */
export async function readTiff(readAt: ReadAt, size: number): Promise<TiffFile | null> {
  const head = await readAt(0, 16);
  const order = head.toString("latin1", 0, 2);
  if (head.length < 8 || (order !== "II" && order !== "MM")) return null;
  const bigEndian = order === "MM";
  const isBig = numberAt(head, 2, 2, bigEndian) === 43;
  if (isBig && head.length < 16) return null;
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = isBig ? numberAt(head, 8, 8, bigEndian) : numberAt(head, 4, 4, bigEndian);
  const source = { readAt, size, bigEndian, isBig };
  let entries = 0;
  while (at !== 0 && !seen.has(at) && directories.length < mostDirectories) {
    seen.add(at);
    const found = await readDirectory(source, at);
    // What follows a broken directory is lost; what comes before it is whole.
    if (!found) break;
    entries += found.entries;
    if (entries > mostEntriesInAll) break;
    directories.push(found.directory);
    at = found.next;
  }
  if (directories.length === 0) return null;
  const directoryAt = async (offset: number) => (await readDirectory(source, offset))?.directory ?? null;
  return { bigEndian, directories, directoryAt };
}

type Source = { readAt: ReadAt; size: number; bigEndian: boolean; isBig: boolean };

async function readDirectory(source: Source, at: number) {
  const { readAt, size, bigEndian, isBig } = source;
  const [countBytes, entryBytes, wordBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const head = at < size ? await readAt(at, countBytes) : Buffer.alloc(0);
  if (head.length < countBytes) return null;
  const count = numberAt(head, 0, countBytes, bigEndian);
  if (count === 0 || count > mostEntries) return null;
  const body = await readAt(at + countBytes, count * entryBytes + wordBytes);
  if (body.length < count * entryBytes) return null;
  const entries = new Map<number, Entry>();
  for (let index = 0; index < count; index++) {
    const start = index * entryBytes;
    const type = numberAt(body, start + 2, 2, bigEndian);
    const values = numberAt(body, start + 4, wordBytes, bigEndian);
    const place = start + 4 + wordBytes;
    const word = body.subarray(place, place + wordBytes);
    const inline = (typeBytes[type] ?? 0) * values <= wordBytes ? word : null;
    const offset = inline ? 0 : numberAt(word, 0, wordBytes, bigEndian);
    entries.set(numberAt(body, start, 2, bigEndian), { type, count: values, offset, inline });
  }
  const end = count * entryBytes;
  const next = body.length >= end + wordBytes ? numberAt(body, end, wordBytes, bigEndian) : 0;
  return { directory: directoryOf(source, entries), entries: count, next };
}

function directoryOf({ readAt, size, bigEndian }: Source, entries: Map<number, Entry>): TiffDirectory {
  return {
    has: (tag) => entries.has(tag),
    async numbers(tag, most = mostValues) {
      const entry = entries.get(tag);
      const bytes = entry && typeBytes[entry.type];
      if (!entry || !bytes || entry.count > Math.min(most, mostValues)) return null;
      const length = bytes * entry.count;
      // Before memory is taken for what the file only announces.
      if (!entry.inline && entry.offset + length > size) return null;
      const data = entry.inline ?? (await readAt(entry.offset, length));
      if (data.length < length) return null;
      return Array.from({ length: entry.count }, (_, index) => valueAt(data, index * bytes, entry.type, bigEndian));
    },
  };
}

function valueAt(data: Buffer, at: number, type: number, bigEndian: boolean): number {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const little = !bigEndian;
  switch (type) {
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    case 11:
      return view.getFloat32(at, little);
    case 12:
      return view.getFloat64(at, little);
    default:
      return numberAt(data, at, typeBytes[type] as number, bigEndian);
  }
}

/** An unsigned number of 1, 2, 4 or 8 bytes. */
function numberAt(data: Buffer, at: number, bytes: number, bigEndian: boolean): number {
  if (bytes === 8) return Number(bigEndian ? data.readBigUInt64BE(at) : data.readBigUInt64LE(at));
  return bigEndian ? data.readUIntBE(at, bytes) : data.readUIntLE(at, bytes);
}
