import { FileBytes } from "../../photo-metadata/file-bytes";
import { readExifTree } from "../../photo-metadata/tiff/exif-tree";
import { type DirectoryTree, layOutDirectory } from "../../photo-metadata/tiff/lay-out-directory";
import { type ByteOrder, type TiffEntry, TiffReader, tiffTypes } from "../../photo-metadata/tiff/tiff-directory";
import { listResolution } from "../metadata/finish-exif";
import type { EncodedFile, OutputMetadata, Wrapping } from "./wrapping";

const headerBytes = 8;
const entryBytes = 12;
const tags = {
  orientation: 274,
  xResolution: 282,
  yResolution: 283,
  resolutionUnit: 296,
  xmp: 700,
  iptc: 33_723,
  icc: 34_675,
};
const sizes = new Set([tags.xResolution, tags.yResolution, tags.resolutionUnit]);
/** What the main directory of EXIF repeats and the file says itself. */
const own = new Set([...sizes, tags.orientation]);
const undefinedType = 7;
const byteType = 1;

/**
 * Puts a new directory behind the picture, with the old one's entries, the metadata and the right size: libtiff writes one dot a
 * millimeter where it knows none. Its old directory stays, unused.
 */
export function wrapTiff(
  { path, head, bytes }: EncodedFile,
  { icc, exif, xmp, iptc, resolution }: OutputMetadata,
): Wrapping {
  const order: ByteOrder = head.toString("latin1", 0, 2) === "MM" ? "MM" : "II";
  const tree = exif ? readTree(exif, order) : { order, entries: [], children: [] };
  const blocks: [number, number, Buffer | null | undefined][] = [
    [tags.xmp, byteType, xmp],
    [tags.iptc, undefinedType, iptc],
    [tags.icc, undefinedType, icc],
  ];
  const added = blocks.flatMap(([tag, type, data]): TiffEntry[] =>
    data ? [{ tag, type, count: data.length, data }] : [],
  );
  const entries = [...tree.entries, ...added, ...listResolution(tree.order, resolution)];
  const at = bytes + (bytes % 2);
  const verbatim = FileBytes.use(path, (file) => listEntries(file, head, order));
  const directory = layOutDirectory({ ...tree, entries, verbatim }, order, at);
  const before = Buffer.from(head.subarray(0, headerBytes));
  if (order === "II") before.writeUInt32LE(at, 4);
  else before.writeUInt32BE(at, 4);
  return { before, skip: headerBytes, after: Buffer.concat([Buffer.alloc(at - bytes), directory]) };
}

/** The EXIF block's directories, without what the file says itself. */
function readTree(exif: Buffer, order: ByteOrder): DirectoryTree {
  const reader = TiffReader.of(exif);
  const directory = reader?.directory(reader.first);
  if (!reader || !directory) return { order, entries: [], children: [] };
  const { entries, ...tree } = readExifTree(reader, directory);
  return { ...tree, entries: entries.filter(({ tag, type }) => !own.has(tag) && type <= tiffTypes.ifd) };
}

/** The entries of the only directory, as they lie in the file, without its size. */
function listEntries(file: FileBytes, head: Buffer, order: ByteOrder): Buffer[] {
  const read = (bytes: Buffer, at: number, length: number) =>
    order === "II" ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
  const start = read(head, 4, 4);
  const table = file.read(start + 2, read(file.read(start, 2), 0, 2) * entryBytes);
  return Array.from({ length: table.length / entryBytes }, (_, nth) =>
    table.subarray(nth * entryBytes, (nth + 1) * entryBytes),
  )
    .filter((entry) => !sizes.has(read(entry, 0, 2)))
    .map((entry) => Buffer.from(entry));
}
