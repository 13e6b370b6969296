import { type ByteOrder, bytesOfType, type TiffEntry, tiffTypes } from "./tiff-directory";

/** A directory to be written, and those that its entries lead to, by the tag of the entry. */
export type DirectoryTree = {
  order: ByteOrder;
  entries: TiffEntry[];
  children: { tag: number; tree: DirectoryTree }[];
  /** Entries of a directory that this one replaces, 12 bytes each: they lead to values that stay where they are. */
  verbatim?: Buffer[];
};

/** An entry whose value is written in the given order. */
export function makeEntry(
  order: ByteOrder,
  tag: number,
  type: "ascii" | "short" | "long" | "rational",
  value: string | number[],
): TiffEntry {
  if (typeof value === "string") {
    const data = Buffer.from(`${value}\0`, "utf8");
    return { tag, type: tiffTypes.ascii, count: data.length, data };
  }
  const bytes = type === "short" ? 2 : 4;
  const data = Buffer.alloc(value.length * bytes);
  value.forEach((one, nth) => {
    if (order === "II") data.writeUIntLE(one, nth * bytes, bytes);
    else data.writeUIntBE(one, nth * bytes, bytes);
  });
  return { tag, type: tiffTypes[type], count: type === "rational" ? value.length / 2 : value.length, data };
}

/**
 * The bytes of a directory, its values and its children, for the offset `at` of a classic TIFF or EXIF block in byte order `order`.
 * Values are turned into that order. `at` must be even.
 */
export function layOutDirectory(tree: DirectoryTree, order: ByteOrder, at: number): Buffer {
  const { verbatim = [], children } = tree;
  const read16 = (bytes: Buffer) => (order === "II" ? bytes.readUInt16LE(0) : bytes.readUInt16BE(0));
  const taken = new Set([...children.map(({ tag }) => tag), ...verbatim.map(read16)]);
  const own = tree.entries.filter(({ tag, type }) => !taken.has(tag) && type <= tiffTypes.ifd);
  const table = Buffer.alloc(2 + (own.length + children.length + verbatim.length) * 12 + 4);
  const parts: Buffer[] = [table];
  let end = at + table.length;
  const append = (bytes: Buffer): number => {
    const offset = end;
    parts.push(bytes, Buffer.alloc(bytes.length % 2));
    end += bytes.length + (bytes.length % 2);
    return offset;
  };
  const frame = ({ tag, type, count, data }: TiffEntry): Buffer => {
    const bytes = Buffer.alloc(12);
    const write = (value: number, where: number, length: number) =>
      order === "II" ? bytes.writeUIntLE(value, where, length) : bytes.writeUIntBE(value, where, length);
    write(tag, 0, 2);
    write(type, 2, 2);
    write(count, 4, 4);
    if (data.length <= 4) data.copy(bytes, 8);
    else write(append(data), 8, 4);
    return bytes;
  };
  const values = own.map((entry) => frame({ ...entry, data: orderBytes(entry, tree.order, order) }));
  const leads = children.map(({ tag, tree: child }) =>
    frame(makeEntry(order, tag, "long", [append(layOutDirectory(child, order, end))])),
  );
  const entries = [...values, ...leads, ...verbatim].sort((one, other) => read16(one) - read16(other));
  if (order === "II") table.writeUInt16LE(entries.length, 0);
  else table.writeUInt16BE(entries.length, 0);
  entries.forEach((entry, nth) => {
    entry.copy(table, 2 + nth * 12);
  });
  return Buffer.concat(parts);
}

function orderBytes({ type, data }: TiffEntry, from: ByteOrder, to: ByteOrder): Buffer {
  if (from === to) return data;
  const isPair = type === tiffTypes.rational || type === 10;
  const unit = isPair ? 4 : bytesOfType(type);
  const turned = Buffer.from(data);
  if (unit === 2) return turned.swap16();
  if (unit === 4) return turned.swap32();
  return unit === 8 ? turned.swap64() : turned;
}

/** A TIFF header for a block whose first directory follows it. */
export const tiffHeader = (order: ByteOrder): Buffer =>
  order === "II" ? Buffer.from("II*\0\x08\0\0\0", "latin1") : Buffer.from("MM\0*\0\0\0\x08", "latin1");
