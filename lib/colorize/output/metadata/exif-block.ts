const entryBytes = 12;
/** Bytes per value, by the TIFF type number; 0 is not a type. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Removes the "Exif" name that JPEG puts before the block (sharp may return it), so that it starts with the byte order mark. */
export const trimExif = (exif: Buffer): Buffer =>
  exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;

/** Cameras write dozens; a block of thousands would be gone through again for each of them. */
const mostEntries = 1000;

/** One directory of an EXIF block. Reading or writing beyond the block, or one of too many entries, throws RangeError. */
export type ExifDirectory = { at: number; entries: number[] };

/** A private copy of a photo's EXIF for small changes in place. Offsets count from the byte order mark. */
export class ExifBlock {
  private constructor(
    readonly bytes: Buffer,
    private readonly little: boolean,
  ) {}

  /** Null when the bytes do not start like EXIF. */
  static open(exif: Buffer): ExifBlock | null {
    const bytes = Buffer.from(trimExif(exif));
    const order = bytes.toString("latin1", 0, 2);
    return order === "II" || order === "MM" ? new ExifBlock(bytes, order === "II") : null;
  }

  read16 = (at: number) => (this.little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at));
  read32 = (at: number) => (this.little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at));
  write16 = (value: number, at: number) =>
    this.little ? this.bytes.writeUInt16LE(value, at) : this.bytes.writeUInt16BE(value, at);
  write32 = (value: number, at: number) =>
    this.little ? this.bytes.writeUInt32LE(value, at) : this.bytes.writeUInt32BE(value, at);

  mainDirectory = (): ExifDirectory => this.directory(this.read32(4));

  directory(at: number): ExifDirectory {
    const count = this.read16(at);
    if (count > mostEntries) throw new RangeError(`${count} entries in a directory`);
    const entries = Array.from({ length: count }, (_, i) => at + 2 + i * entryBytes);
    return { at, entries };
  }

  /** Offset of the directory's link to the next directory. */
  endOf = ({ at, entries }: ExifDirectory) => at + 2 + entries.length * entryBytes;

  /** Overwrites a directory and all values stored outside its entries. */
  wipe(directory: ExifDirectory): void {
    let wiped = 0;
    for (const entry of directory.entries) {
      const size = (typeBytes[this.read16(entry + 2)] ?? 0) * this.read32(entry + 4);
      const at = this.read32(entry + 8);
      wiped += size;
      if (wiped > this.bytes.length) throw new RangeError("values that lie over each other");
      if (size > 4) this.bytes.fill(0, at, at + size);
    }
    this.bytes.fill(0, directory.at, this.endOf(directory));
  }

  /** Removes one entry from its directory; the entries after it move up. */
  removeEntry(directory: ExifDirectory, entry: number): void {
    const end = this.endOf(directory) + 4;
    this.bytes.copyWithin(entry, entry + entryBytes, end);
    this.bytes.fill(0, end - entryBytes, end);
    this.write16(directory.entries.length - 1, directory.at);
  }
}
