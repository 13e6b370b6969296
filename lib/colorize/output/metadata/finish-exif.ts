import { type PhotoTexts, photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import { dotsPerUnit, type Resolution, toRational } from "../../photo-metadata/resolution";
import { readExifFacts, resolutionTags } from "../../photo-metadata/tiff/exif-texts";
import { layOutDirectory, makeEntry, tiffHeader } from "../../photo-metadata/tiff/lay-out-directory";
import type { ByteOrder, TiffEntry } from "../../photo-metadata/tiff/tiff-directory";
import { ExifBlock } from "./exif-block";

const exifDirectoryTag = 0x8769;
const interopDirectoryTag = 0xa005;
const pictureTags = { colorSpace: 0xa001, width: 0xa002, height: 0xa003 } as const;
const srgbSpace = 1;
const otherSpace = 0xffff;
const shortType = 3;

/** The finished picture, where EXIF repeats it. */
export type FinishedPicture = { width: number; height: number; isSrgb: boolean };
type Facts = { texts?: PhotoTexts; resolution?: Resolution; picture?: FinishedPicture };

/**
 * EXIF that says what the rest of the file says: its size, its resolution (none where there is none) and the photo's texts where it
 * had none of them. It is made where there was none and something is to be said, and null where nothing is. What needs no change
 * stays as it lies, to the byte.
 */
export function finishExif(exif: Buffer | null, { texts = {}, resolution, picture }: Facts): Buffer | null {
  const block = exif && ExifBlock.open(exif);
  const order: ByteOrder = block?.bytes.toString("latin1", 0, 1) === "I" ? "II" : "MM";
  const known = readExifFacts(exif ?? undefined);
  const added = [...listTexts(order, texts, known.texts), ...listResolution(order, resolution)];
  if (!block) {
    if (added.length === 0) return null;
    const tree = { order, entries: added, children: [] };
    return Buffer.concat([tiffHeader(order), layOutDirectory(tree, order, 8)]);
  }
  try {
    if (picture) sayPicture(block, picture);
    return changeMainDirectory(block, order, added, resolution);
  } catch (error) {
    // An offset lies beyond the end, so the block is cut off and unusable.
    if (error instanceof RangeError) return finishExif(null, { texts, resolution });
    throw error;
  }
}

function listTexts(order: ByteOrder, texts: PhotoTexts, known: PhotoTexts): TiffEntry[] {
  return photoTextNames.flatMap((name) => {
    const tag = placesOf(name).exif;
    const values = texts[name];
    if (tag === undefined || !values || known[name]) return [];
    const text = name === "modifyDate" ? writeDate(values[0] ?? "") : values.join("; ");
    return text === "" ? [] : [makeEntry(order, tag, "ascii", text)];
  });
}

/** EXIF's notation of a moment; empty for a date without a time. */
function writeDate(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(iso) ?? [];
  return year === undefined ? "" : `${year}:${month}:${day} ${time}`;
}

export function listResolution(order: ByteOrder, resolution: Resolution | undefined): TiffEntry[] {
  if (!resolution) return [];
  const [x, y] = dotsPerUnit(resolution);
  return [
    makeEntry(order, resolutionTags.x, "rational", toRational(x)),
    makeEntry(order, resolutionTags.y, "rational", toRational(y)),
    makeEntry(order, resolutionTags.unit, "short", [resolution.unit === "cm" ? 3 : 2]),
  ];
}

/** Puts the directory behind the block, so that everything that is found by its offset stays where it is. */
function changeMainDirectory(block: ExifBlock, order: ByteOrder, added: TiffEntry[], resolution?: Resolution): Buffer {
  const main = block.mainDirectory();
  const said = readExifFacts(block.bytes).resolution;
  const isRight = said
    ? same(said, resolution)
    : !resolution && !main.entries.some((at) => isResolution(block.read16(at)));
  const entries = isRight ? added.filter(({ tag }) => !isResolution(tag)) : added;
  if (isRight && entries.length === 0) return block.bytes;
  const replaced = new Set([...entries.map(({ tag }) => tag), ...(isRight ? [] : Object.values(resolutionTags))]);
  const verbatim = main.entries
    .filter((at) => !replaced.has(block.read16(at)))
    .map((at) => Buffer.from(block.bytes.subarray(at, at + 12)));
  const end = block.endOf(main) + 4;
  block.bytes.fill(0, main.at, end);
  const at = block.bytes.length + (block.bytes.length % 2);
  block.write32(at, 4);
  const directory = layOutDirectory({ order, entries, children: [], verbatim }, order, at);
  return Buffer.concat([block.bytes, Buffer.alloc(at - block.bytes.length), directory]);
}

const isResolution = (tag: number): boolean => Object.values<number>(resolutionTags).includes(tag);
const same = (one: Resolution, other?: Resolution): boolean =>
  other?.unit === one.unit && Math.abs(one.x - other.x) < 0.001 && Math.abs(one.y - other.y) < 0.001;

/** Size and color space in the EXIF directory, where it has them. */
function sayPicture(block: ExifBlock, { width, height, isSrgb }: FinishedPicture): void {
  const lead = block.mainDirectory().entries.find((at) => block.read16(at) === exifDirectoryTag);
  if (lead === undefined) return;
  const space = isSrgb ? srgbSpace : otherSpace;
  const values = new Map<number, number>([
    [pictureTags.colorSpace, space],
    [pictureTags.width, width],
    [pictureTags.height, height],
  ]);
  for (const entry of block.directory(block.read32(lead + 8)).entries) {
    const value = values.get(block.read16(entry));
    if (value !== undefined) writeNumber(block, entry, value);
    if (isSrgb && block.read16(entry) === interopDirectoryTag) sayInterop(block, block.read32(entry + 8));
  }
}

function writeNumber(block: ExifBlock, entry: number, value: number): void {
  if (block.read16(entry + 2) === shortType) block.write16(Math.min(value, 0xffff), entry + 8);
  else block.write32(value, entry + 8);
}

/** `R03` means Adobe RGB, `R98` sRGB. */
function sayInterop(block: ExifBlock, at: number): void {
  for (const entry of block.directory(at).entries) {
    if (block.read16(entry) === 1 && block.bytes.toString("latin1", entry + 8, entry + 11) === "R03") {
      block.bytes.write("R98", entry + 8, "latin1");
    }
  }
}
