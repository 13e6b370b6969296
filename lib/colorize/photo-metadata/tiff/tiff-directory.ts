import { type ByteSource, bytesOf } from "../file-bytes";

export type ByteOrder = "II" | "MM";
/** `data` is as it lies in the file, in its byte order. */
export type TiffEntry = { tag: number; type: number; count: number; data: Buffer };
export type TiffDirectory = { order: ByteOrder; entries: TiffEntry[]; next: number };

/** Bytes of a value by its type's number; 0 is no type. From 16 on are those of BigTIFF. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const types = { ascii: 2, short: 3, long: 4, rational: 5, ifd: 13 } as const;
export const tiffTypes = types;
/** What is longer is a picture or damage: no text, profile or packet that an output could carry. */
const maxValueBytes = 4 * 1024 * 1024;
const maxEntries = 2000;
/** Of all values of one directory together: many entries may lead to the same bytes. What goes beyond is left out. */
const maxDirectoryBytes = 16 * 1024 * 1024;

/** Classic TIFF, BigTIFF, and the raw files of cameras that are TIFF under another number. */
export class TiffReader {
  private constructor(
    private readonly source: ByteSource,
    readonly order: ByteOrder,
    private readonly isBig: boolean,
    readonly first: number,
  ) {}

  /** Null when the bytes do not start like TIFF. */
  static open(source: ByteSource): TiffReader | null {
    const head = source.read(0, 16);
    const order = head.toString("latin1", 0, 2);
    if ((order !== "II" && order !== "MM") || head.length < 8) return null;
    const reader = new TiffReader(source, order, false, 0);
    const isBig = reader.number(head, 2, 2) === 43;
    if (isBig && head.length < 16) return null;
    return new TiffReader(source, order, isBig, isBig ? reader.number(head, 8, 8) : reader.number(head, 4, 4));
  }

  static of = (bytes: Buffer): TiffReader | null => TiffReader.open(bytesOf(bytes));

  private number(bytes: Buffer, at: number, length: number): number {
    if (length < 8) return this.order === "II" ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
    return Number(this.order === "II" ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  }

  /** The directory at an offset; null for one that does not lie in the file. Values that do not are left out. */
  directory(at: number): TiffDirectory | null {
    const [countBytes, entryBytes, wordBytes] = this.isBig ? [8, 20, 8] : [2, 12, 4];
    const head = this.source.read(at, countBytes);
    if (at < 8 || head.length < countBytes) return null;
    const count = Math.min(this.number(head, 0, countBytes), maxEntries);
    const table = this.source.read(at + countBytes, count * entryBytes + wordBytes);
    const entries: TiffEntry[] = [];
    let left = maxDirectoryBytes;
    for (let nth = 0; nth < Math.min(count, Math.floor(table.length / entryBytes)); nth++) {
      const entry = this.entry(table.subarray(nth * entryBytes, (nth + 1) * entryBytes), wordBytes, left);
      if (!entry) continue;
      entries.push(entry);
      left -= entry.data.length;
    }
    const end = count * entryBytes;
    return {
      order: this.order,
      entries,
      next: table.length >= end + wordBytes ? this.number(table, end, wordBytes) : 0,
    };
  }

  /** Where the directory behind the one at an offset begins, without reading any value; 0 for none. */
  private nextOf(at: number): number {
    const [countBytes, entryBytes, wordBytes] = this.isBig ? [8, 20, 8] : [2, 12, 4];
    const head = this.source.read(at, countBytes);
    if (at < 8 || head.length < countBytes) return 0;
    const end = at + countBytes + this.number(head, 0, countBytes) * entryBytes;
    const link = this.source.read(end, wordBytes);
    return link.length < wordBytes ? 0 : this.number(link, 0, wordBytes);
  }

  private entry(bytes: Buffer, wordBytes: number, most: number): TiffEntry | null {
    const [tag, type, count] = [this.number(bytes, 0, 2), this.number(bytes, 2, 2), this.number(bytes, 4, wordBytes)];
    const length = (typeBytes[type] ?? 0) * count;
    if (length === 0 || length > Math.min(most, maxValueBytes)) return null;
    const valueAt = 4 + wordBytes;
    if (length <= wordBytes) return { tag, type, count, data: bytes.subarray(valueAt, valueAt + length) };
    const data = this.source.read(this.number(bytes, valueAt, wordBytes), length);
    return data.length === length ? { tag, type, count, data } : null;
  }

  /** The directory of the page, from 1 on; null when there is none. Ends at a chain that leads back. */
  page(page: number): TiffDirectory | null {
    const seen = new Set<number>();
    let at = this.first;
    for (let nth = 1; nth < page; nth++) {
      seen.add(at);
      at = this.nextOf(at);
      if (at === 0 || seen.has(at)) return null;
    }
    return this.directory(at);
  }
}

export const findEntry = ({ entries }: TiffDirectory, tag: number): TiffEntry | undefined =>
  entries.find((entry) => entry.tag === tag);

/** The values of an entry of whole numbers or rationals; empty for any other type. */
export function numbersOf({ order }: Pick<TiffDirectory, "order">, entry: TiffEntry | undefined): number[] {
  if (!entry) return [];
  const { type, count, data } = entry;
  const read = (at: number, length: number) =>
    order === "II" ? data.readUIntLE(at, length) : data.readUIntBE(at, length);
  const values = (bytes: number, one: (at: number) => number) =>
    Array.from({ length: count }, (_, nth) => one(nth * bytes));
  if (type === types.short) return values(2, (at) => read(at, 2));
  if (type === types.long || type === types.ifd) return values(4, (at) => read(at, 4));
  if (type === types.rational) return values(8, (at) => read(at, 4) / read(at + 4, 4));
  if (type === 16 || type === 18) {
    return values(8, (at) => Number(order === "II" ? data.readBigUInt64LE(at) : data.readBigUInt64BE(at)));
  }
  return [];
}

/** The bytes of one value by its type's number, 0 for none. */
export const bytesOfType = (type: number): number => typeBytes[type] ?? 0;
