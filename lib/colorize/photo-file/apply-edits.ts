import { rm } from "node:fs/promises";
import type { Sharp } from "sharp";
import { cropBox, type Edits, turnedSize } from "../../contract/photos/edits";
import { openPicture } from "./open-picture";
import { addIccToTiff } from "./tag-picture";

/** What is made of a page, in one pass that streams from file to file. */
export type PagePass = {
  path: string;
  /** As libvips counts pages, from 0; undefined for the one that it takes by itself. */
  index: number | undefined;
  /** Of the page in pixels, upright. */
  size: { width: number; height: number };
  edits: Pick<Edits, "rotate" | "crop" | "invert">;
  /** The space of the samples that are written: their own one, except that gray may become RGB. */
  space: "b-w" | "grey16" | "srgb" | "rgb16";
  /** Converted from the file's profile to sRGB, which printer colors need; otherwise samples stay as they are. */
  isConverted: boolean;
  /** Without the last channel, which is not transparency though the decoder takes it for that. */
  dropsAlpha: boolean;
  /** That the written samples have; null for sRGB. */
  icc: Buffer | null;
  outPath: string;
};

const passSeconds = 120;

/** Writes an uncompressed TIFF, upright, and returns its size in pixels. */
export async function writePage(pass: PagePass): Promise<{ width: number; height: number }> {
  const { path, index, size, edits, space, isConverted, dropsAlpha, icc, outPath } = pass;
  const page = openPicture(path, { ignoreIcc: !isConverted, ...(index === undefined ? {} : { page: index }) });
  const upright = (dropsAlpha ? page.removeAlpha() : page).autoOrient();
  const turned = turnedSize(size, edits.rotate);
  const box = cropBox(turned, edits.crop);
  const finish = (image: Sharp) => writeTiff(edits.invert ? image.negate({ alpha: false }) : image, space, outPath);
  if (edits.rotate % 90 === 0) {
    const whole = edits.rotate === 0 ? upright : upright.rotate(edits.rotate);
    await finish(edits.crop ? whole.extract(box) : whole);
  } else {
    const spare = `${outPath}.turned`;
    // The corners stay white when everything else is inverted.
    const background = edits.invert ? "black" : "white";
    try {
      const found = await writeTiff(straighten(upright, edits.rotate, background), space, spare);
      const { part, missing } = findPart(found, turned, box);
      const kept = openPicture(spare, { ignoreIcc: true }).extract(part);
      await finish(kept.extend({ ...missing, background }));
    } finally {
      await rm(spare, { force: true });
    }
  }
  if (icc) await addIccToTiff(outPath, icc);
  return { width: box.width, height: box.height };
}

/** Turned about its middle, in the smallest box around it; libvips may find one that is a pixel larger or smaller. */
function straighten(image: Sharp, rotate: number, background: string): Sharp {
  const angle = (rotate * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return image.affine([cos, -sin, sin, cos], { background, interpolator: "bicubic" });
}

type Size = { width: number; height: number };
type Box = Size & { left: number; top: number };

/** Where a box of the turned picture lies in the one that libvips found, and how much of it lies outside on each side. */
function findPart(found: Size, turned: Size, box: Box) {
  const left = box.left + Math.floor((found.width - turned.width) / 2);
  const top = box.top + Math.floor((found.height - turned.height) / 2);
  const [right, bottom] = [left + box.width, top + box.height];
  const part = { left: Math.max(0, left), top: Math.max(0, top), width: 0, height: 0 };
  part.width = Math.min(right, found.width) - part.left;
  part.height = Math.min(bottom, found.height) - part.top;
  const missing = {
    left: part.left - left,
    top: part.top - top,
    right: Math.max(0, right - found.width),
    bottom: Math.max(0, bottom - found.height),
  };
  return { part, missing };
}

/** Without compression, which costs more time than the disk does. */
const writeTiff = (image: Sharp, space: PagePass["space"], path: string): Promise<Size> =>
  image.timeout({ seconds: passSeconds }).toColourspace(space).tiff({ compression: "none" }).toFile(path);
