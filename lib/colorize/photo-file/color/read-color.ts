import type { Metadata } from "sharp";
import type { PhotoFormat } from "../../../contract/limits";
import type { PhotoNote } from "../../../contract/photos/photo-notes";
import { unsupportedError } from "../../image-input/image-errors";
import type { TiffDirectory, TiffFile } from "../tiff/read-directories";
import { type JudgedIcc, judgeIcc, spaceOf } from "./judge-icc";
import { readExifColor } from "./read-exif-color";
import { readPngColor } from "./read-png-color";
import { readTiffColor } from "./read-tiff-color";

/** What a picture's samples mean. */
export type PictureColor = {
  judged: JudgedIcc;
  /** The profile that says so: the file's own, or one made of what it says elsewhere; null where samples are sRGB code values. */
  icc: Buffer | null;
  /** The file itself has no such profile. */
  isMade: boolean;
  notes: PhotoNote[];
};

type Picture = {
  path: string;
  format: PhotoFormat;
  header: Metadata;
  tiff: { file: TiffFile; directory: TiffDirectory } | null;
};

/** @throws {AppError} image_unsupported for HDR */
export async function readColor({ path, format, header, tiff }: Picture): Promise<PictureColor> {
  const space = spaceOf(header.space);
  const { icc } = header;
  const made = await readMade({ path, format, header, tiff }, space === "GRAY");
  if (made) return { judged: judgeIcc(made, space), icc: made, isMade: true, notes: [] };
  const judged = judgeIcc(icc, space);
  const notes: PhotoNote[] = [];
  if (judged.kind === "unreadable") notes.push("profile_unreadable");
  if (space === "CMYK" && judged.kind !== "table") notes.push("cmyk_without_profile");
  const isUsed = judged.kind !== "none" && judged.kind !== "unreadable";
  return { judged, icc: isUsed ? (icc ?? null) : null, isMade: false, notes };
}

async function readMade({ path, format, header, tiff }: Picture, isGray: boolean): Promise<Buffer | null> {
  if (format === "png") {
    const color = await readPngColor(path);
    if (!color) return null;
    if ("icc" in color) return color.icc;
    throw unsupportedError(
      `This is a PNG in ${color.unsupported}, whose light has no fixed white. Save it as an SDR picture, in sRGB for example`,
    );
  }
  if (header.icc || spaceOf(header.space) === "CMYK") return null;
  if (tiff) return readTiffColor(tiff.file, tiff.directory, isGray);
  return isGray ? null : readExifColor(header.exif);
}
