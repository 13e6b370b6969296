import { photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import { decodeText } from "../decode-text";
import { type DirectoryTree, makeEntry } from "./lay-out-directory";
import {
  bytesOfType,
  findEntry,
  numbersOf,
  type TiffDirectory,
  type TiffEntry,
  type TiffReader,
  tiffTypes,
} from "./tiff-directory";

export const exifTags = { orientation: 0x0112, exif: 0x8769, gps: 0x8825, interop: 0xa005 } as const;
/** Texts that no property is for: maker, model, page and host. */
const furtherTexts = [0x010f, 0x0110, 0x011d, 0x013c];
/** What Windows writes in UTF-16. */
const windowsTexts = [0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f];
/** Orientation, resolution and what a viewer rated the photo with. */
const numbers: number[] = [exifTags.orientation, 0x011a, 0x011b, 0x0128, 0x4746, 0x4749];
const texts = [...photoTextNames.flatMap((name) => placesOf(name).exif ?? []), ...furtherTexts];
const carried = new Set([...numbers, ...windowsTexts]);
const maxChildValueBytes = 256 * 1024;

/**
 * What a main directory, of EXIF or of a TIFF's page, says besides its pixels, with its EXIF directory and its place: for another
 * file. Texts become UTF-8 without NULs inside.
 */
export function readExifTree(reader: TiffReader, directory: TiffDirectory): DirectoryTree {
  const { order } = directory;
  const entries = directory.entries.flatMap((entry): TiffEntry[] => {
    if (!texts.includes(entry.tag)) return carried.has(entry.tag) ? [entry] : [];
    const text = decodeText(entry.data);
    return text === "" ? [] : [makeEntry(order, entry.tag, "ascii", text)];
  });
  const children = [exifTags.exif, exifTags.gps].flatMap((tag) => readChild(reader, directory, tag, 0));
  return { order, entries, children };
}

function readChild(reader: TiffReader, parent: TiffDirectory, tag: number, depth: number): DirectoryTree["children"] {
  const [at] = numbersOf(parent, findEntry(parent, tag));
  const found = at === undefined || depth > 1 ? null : reader.directory(at);
  if (!found || found.entries.length === 0) return [];
  const entries = found.entries.filter(({ tag, type, data }) => {
    return (
      tag !== exifTags.interop && type <= tiffTypes.ifd && bytesOfType(type) > 0 && data.length <= maxChildValueBytes
    );
  });
  const children = readChild(reader, found, exifTags.interop, depth + 1);
  return [{ tag, tree: { order: found.order, entries, children } }];
}
