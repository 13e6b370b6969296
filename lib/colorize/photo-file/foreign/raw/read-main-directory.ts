/** The first directory of a TIFF-like file: the first value of each tag that stands in the directory itself. */
export type Directory = Map<number, number>;

const maxEntries = 512;
const entryBytes = 12;
/** Bytes of a value of each TIFF type that is read: BYTE, SHORT, LONG, UNDEFINED, IFD. */
const readable: Record<number, 1 | 2 | 4> = { 1: 1, 3: 2, 4: 4, 7: 1, 13: 4 };

/** Where the first directory begins; null when the bytes are no TIFF header, or one of a BigTIFF. */
export function findDirectory(head: Buffer): number | null {
  if (head.length < 8) return null;
  const order = head.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return null;
  const at = isLittle(head) ? head.readUInt32LE(4) : head.readUInt32BE(4);
  return at >= 8 ? at : null;
}

/** Bytes of the largest directory, for reading it out of a file. */
export const directoryBytes = 2 + maxEntries * entryBytes;

/** @param bytes from the directory on; may be cut off, and then its last entries are missing */
export function readDirectory(bytes: Buffer, head: Buffer): Directory {
  const little = isLittle(head);
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const found: Directory = new Map();
  if (bytes.length < 2) return found;
  const count = Math.min(short(0), maxEntries);
  for (let i = 0, at = 2; i < count && at + entryBytes <= bytes.length; i += 1, at += entryBytes) {
    const size = readable[short(at + 2)];
    // 0 for what is elsewhere in the file: that a tag is there is enough for what is asked here.
    const value = size === 1 ? bytes.readUInt8(at + 8) : size === 2 ? short(at + 8) : size === 4 ? long(at + 8) : 0;
    found.set(short(at), value);
  }
  return found;
}

const isLittle = (head: Buffer): boolean => head.toString("latin1", 0, 2) === "II";

const tags = { newSubfileType: 254, compression: 259, subDirectories: 330, dngVersion: 50_706 };
/** Compressions that only raw files have: Sony, Samsung, Nikon, Kodak, Pentax. */
const rawCompressions = new Set([32_767, 32_770, 34_713, 65_000, 65_535]);

/** Whether a TIFF is a camera's raw file: a DNG, or a small picture before the raw one, or compressed as only raw files are. */
export const isRawDirectory = (directory: Directory): boolean =>
  directory.has(tags.dngVersion) ||
  rawCompressions.has(directory.get(tags.compression) ?? 0) ||
  (((directory.get(tags.newSubfileType) ?? 0) & 1) === 1 && directory.has(tags.subDirectories));
