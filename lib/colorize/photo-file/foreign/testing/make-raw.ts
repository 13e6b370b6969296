type RawParts = {
  /** JPEG pictures, in the order of the file. */
  jpegs: Buffer[];
  orientation?: number;
  /** Further entries of the main directory, each a tag with a LONG. */
  tags?: [tag: number, value: number][];
  littleEndian?: boolean;
  /** What the first bytes are instead of TIFF's. */
  magic?: string;
};

/** A camera's raw file by hand: a TIFF directory, something that stands for the raw pixels, and JPEG pictures somewhere behind. */
export function makeRaw({ jpegs, orientation = 1, tags = [], littleEndian = true, magic }: RawParts): Buffer {
  const entries: [number, number, number][] = [
    [274, 3, orientation],
    ...tags.map(([tag, value]): [number, number, number] => [tag, 4, value]),
  ];
  entries.sort(([one], [other]) => one - other);
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  const short = (value: number, at: number) =>
    littleEndian ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    littleEndian ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at);
  head.write(littleEndian ? "II" : "MM", 0, "latin1");
  short(42, 2);
  long(8, 4);
  if (magic) head.write(magic, 0, "latin1");
  short(entries.length, 8);
  for (const [i, [tag, type, value]] of entries.entries()) {
    const at = 10 + i * 12;
    short(tag, at);
    short(type, at + 2);
    long(1, at + 4);
    if (type === 3) short(value, at + 8);
    else long(value, at + 8);
  }
  // Lossless JPEG, as raw pixels are stored: it begins like a picture, and is larger than any.
  const lossless = Buffer.from([0xff, 0xd8, 0xff, 0xc3, 0, 11, 14, 0x20, 0, 0x20, 0, 1, 1, 0x11, 0, 0xff, 0xda, 1, 2]);
  return Buffer.concat([head, lossless, ...jpegs.flatMap((jpeg) => [Buffer.alloc(37, 0xff), jpeg])]);
}
