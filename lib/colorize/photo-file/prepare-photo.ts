import { rm } from "node:fs/promises";
import path from "node:path";
import type { PhotoFormat } from "../../contract/limits";
import { type Edits, editedSize, isPlain, turnedSize } from "../../contract/photos/edits";
import type { PhotoNote } from "../../contract/photos/photo-notes";
import type { Holder } from "../../rate-limit/slots";
import { checkPixels, checkSamples } from "../image-input/image-errors";
import { decodeOnce, takeTurn } from "../image-input/inspect-image";
import type { Photo } from "../image-input/photo";
import { writePage } from "./apply-edits";
import { readColor } from "./color/read-color";
import { findPage, type Page } from "./find-page";
import { decodeForeign } from "./foreign/decode-foreign";
import { isForeign } from "./foreign/foreign-task";
import { maxPixels } from "./pixel-limit";
import { planWork } from "./plan-work";
import { copyWithIcc } from "./tag-picture";
import { runConversion } from "./tiff/run-conversion";

type Received = {
  path: string;
  format: PhotoFormat;
  /** Where the work picture goes if one is needed. */
  spoolDir: string;
  edits: Edits;
  signal: AbortSignal;
  /** Whose turn the decode takes. */
  holder?: Holder;
};

type Prepared = Pick<Photo, "workPath" | "width" | "height" | "pages" | "notes">;
type DirectPage = Extract<Page, { way: "direct" | "drop" }>;

/**
 * Checks a received photo and makes its work picture: the chosen page, upright, edited, its colors said by a profile. A photo that
 * is all of that already is decoded once, to see that it can be, and is its own work picture.
 * @throws {AppError} one of the image_* codes, page_not_found; the signal's reason when it aborts
 */
export async function preparePhoto(received: Received): Promise<Prepared> {
  const { path: file, format, spoolDir, edits, signal, holder } = received;
  if (isForeign(format)) {
    const decoded = path.join(spoolDir, "decoded");
    const task = { path: file, format, page: edits.page, outPath: decoded, maxPixels: maxPixels() };
    const { pages, notes } = await decodeForeign({ ...task, signal, holder });
    const page = await findDirectPage(decoded);
    return makeWorkOf(received, { file: decoded, format: "tiff", page: { ...page, pages }, notes });
  }
  const page = await findPage(file, format, edits.page);
  const { pages } = page;
  checkPixels(page.stored.width, page.stored.height);
  const notes: PhotoNote[] = pages > 1 && edits.page === 1 ? ["first_of_several"] : [];
  if (page.way !== "samples") return makeWork(received, { file, format, page, notes });
  const samples = path.join(spoolDir, "samples");
  notes.push(...(await runConversion({ path: file, index: page.directory, outPath: samples }, { signal, holder })));
  const converted = await findDirectPage(samples);
  return makeWorkOf(received, { file: samples, format: "tiff", page: { ...converted, pages }, notes });
}

/** Of a TIFF that the studio wrote itself, which is removed unless it is the work picture: it may have hundreds of megabytes. */
async function makeWorkOf(received: Received, source: Source): Promise<Prepared> {
  const prepared = await makeWork(received, source);
  if (prepared.workPath !== source.file) await rm(source.file, { force: true });
  return prepared;
}

/** Of a TIFF that the studio wrote itself. */
async function findDirectPage(file: string): Promise<DirectPage> {
  const page = await findPage(file, "tiff", 1);
  if (page.way === "samples") throw new Error("A TIFF that the studio wrote is plain.");
  return page;
}

/** A square's box grows to twice its pixels; a strip's grows without end, though only a small part of it may be wanted. */
const mostGrowth = 2.5;

type Source = { file: string; format: PhotoFormat; page: DirectPage; notes: PhotoNote[] };

/** @throws {AppError} as `preparePhoto` */
async function makeWork(received: Received, { file, format, page, notes }: Source): Promise<Prepared> {
  const { spoolDir, edits, signal, holder } = received;
  const { header, tiff, pages, way } = page;
  const color = await readColor({ path: file, format, header, tiff });
  if (way === "drop") notes.push("extra_channels");
  const found = { pages, notes: [...notes, ...color.notes] };
  const upright = header.autoOrient;
  const sides = sidesOf(editedSize(upright, edits));
  checkPixels(...sides);
  const turned = turnedSize(upright, edits.rotate);
  if (turned.width * turned.height > mostGrowth * maxPixels()) checkPixels(...sidesOf(turned));
  checkSamples(...sides, { isDeep: header.depth !== "uchar", hasAlpha: header.hasAlpha === true && way !== "drop" });
  const isEdited = !isPlain({ ...edits, page: 1 });
  const plan = planWork({ page, color, format, isEdited });
  const workPath = plan.kind === "direct" ? file : path.join(spoolDir, "work");
  if (plan.kind === "pass") {
    const pass = { ...plan.pass, path: file, index: page.index, size: upright, edits, dropsAlpha: way === "drop" };
    const size = await takeTurn({ path: file, format }, { holder, signal }, () =>
      writePage({ ...pass, outPath: workPath }),
    );
    return { workPath, ...size, ...found };
  }
  if (plan.kind === "tag") await copyWithIcc(file, plan.format, plan.icc, workPath);
  await decodeOnce(workPath, format, { holder, signal });
  return { workPath, width: upright.width, height: upright.height, ...found };
}

const sidesOf = ({ width, height }: { width: number; height: number }): [number, number] => [width, height];
