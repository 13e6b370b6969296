import { readTiff, type TiffDirectory, type TiffFile } from "../tiff/read-directories";
import { tiffTags } from "../tiff/tiff-tags";
import { makeRgbIcc } from "./make-icc";
import { adobePrimaries } from "./primaries";

const colorSpaceTag = 0xa001;
const interopTag = 0xa005;
const interopIndexTag = 1;
/** The color space that cameras write for Adobe RGB, though no version of EXIF has it. */
const adobeSpace = 2;
const exifName = "Exif\0\0";

/** The profile of Adobe RGB where EXIF says that the samples are that: by its color space, or by the DCF option file, R03. */
export async function readExifColor(exif: Buffer | undefined): Promise<Buffer | null> {
  if (!exif) return null;
  const block = exif.toString("latin1", 0, 6) === exifName ? exif.subarray(6) : exif;
  const readAt = async (offset: number, length: number) => block.subarray(offset, offset + length);
  const file = await readTiff(readAt, block.length);
  return file?.directories[0] ? readAdobeColor(file, file.directories[0]) : null;
}

/** The same for a directory that points to EXIF's. */
export async function readAdobeColor(file: TiffFile, directory: TiffDirectory): Promise<Buffer | null> {
  const exif = await follow(file, directory, tiffTags.exif);
  const space = (await exif?.numbers(colorSpaceTag))?.[0];
  const interop = exif && (await follow(file, exif, interopTag));
  const index = String.fromCharCode(...((await interop?.numbers(interopIndexTag, 8)) ?? []));
  return space === adobeSpace || index.startsWith("R03")
    ? makeRgbIcc(adobePrimaries, { gamma: 563 / 256 }, "Adobe RGB (1998)")
    : null;
}

async function follow(file: TiffFile, directory: TiffDirectory, tag: number): Promise<TiffDirectory | null> {
  const at = (await directory.numbers(tag))?.[0];
  return at === undefined ? null : file.directoryAt(at);
}
