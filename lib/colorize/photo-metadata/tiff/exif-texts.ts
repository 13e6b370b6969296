import { type PhotoTexts, photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import { decodeText, decodeUtf16 } from "../decode-text";
import { type Resolution, toResolution, turnResolution } from "../resolution";
import { findEntry, numbersOf, type TiffDirectory, TiffReader } from "./tiff-directory";

export const resolutionTags = { x: 0x011a, y: 0x011b, unit: 0x0128 } as const;
const orientationTag = 0x0112;
const units = { 2: "inch", 3: "cm" } as const;

/** What the main directory of EXIF, or a page of a TIFF, says in words and of its size. */
export type MainDirectoryFacts = {
  texts: PhotoTexts;
  resolution?: Resolution;
  /** It lies on its side (EXIF orientations 5 to 8). */
  isTurned: boolean;
};

export function readExifFacts(exif: Buffer | undefined): MainDirectoryFacts {
  const reader = exif && TiffReader.of(exif);
  const directory = reader?.directory(reader.first);
  return directory ? readDirectoryFacts(directory) : { texts: {}, isTurned: false };
}

function readDirectoryFacts(directory: TiffDirectory): MainDirectoryFacts {
  const [orientation = 1] = numbersOf(directory, findEntry(directory, orientationTag));
  return {
    texts: readTexts(directory),
    resolution: readResolution(directory),
    isTurned: orientation >= 5 && orientation <= 8,
  };
}

function readTexts(directory: TiffDirectory): PhotoTexts {
  const texts: PhotoTexts = {};
  for (const name of photoTextNames) {
    const { exif, also } = placesOf(name);
    const own = exif === undefined ? undefined : findEntry(directory, exif);
    const wide = also === undefined ? undefined : findEntry(directory, also);
    const text = (own && decodeText(own.data)) || (wide && decodeUtf16(wide.data)) || "";
    const values = name === "keywords" || (name === "creator" && !own) ? text.split(";") : [text];
    const read = values.map((value) => (name === "modifyDate" ? readDate(value) : value.trim())).filter(Boolean);
    if (read.length > 0) texts[name] = read;
  }
  return texts;
}

/** `2001:02:03 04:05:06` as ISO 8601; empty for the zeros and spaces of a date that is not known. */
function readDate(text: string): string {
  const [, year, month, day, time] = /^(\d{4})[:.-](\d\d)[:.-](\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text) ?? [];
  return year === undefined || Number(year) === 0 || month === "00" || day === "00"
    ? ""
    : `${year}-${month}-${day}T${time}`;
}

function readResolution(directory: TiffDirectory): Resolution | undefined {
  const read = (tag: number) => numbersOf(directory, findEntry(directory, tag))[0];
  const [x, y] = [read(resolutionTags.x), read(resolutionTags.y)];
  // Without a unit it is inches.
  const unit = Object.entries(units).find(([number]) => Number(number) === (read(resolutionTags.unit) ?? 2))?.[1];
  const dots = x ?? y;
  return dots === undefined || !unit ? undefined : toResolution(dots, y ?? dots, unit);
}

export const turnIf = (isTurned: boolean, resolution: Resolution | undefined): Resolution | undefined =>
  resolution && isTurned ? turnResolution(resolution) : resolution;
