import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { maxPage } from "../../../../contract/photos/edits";
import { checkPage, checkSize, type Decoded, type ForeignTask, Refusal } from "../foreign-task";
import { sliceRows } from "../tiff/pixel-rows";
import { writeTiff } from "../tiff/write-tiff";
import { listPictures, type PagePicture } from "./list-pictures";
import { loadPdfium, type Pdfium } from "./load-pdfium";
import { areaOf, standing } from "./matrix";
import { type Pixels, readBitmap } from "./read-bitmap";
import { renderPage } from "./render-page";

/** Numbers of PDFium's for why a document does not open. */
const needsPassword = new Set([4, 5]);
/** Share of the page that a picture, or several together, must take to be the photo of the page. */
const photoShare = 0.4;

/**
 * The scanned photo on a page: the embedded picture at its own resolution where there is one, the whole page where a scanner laid
 * several over or under each other. 8 bits in sRGB, into which PDFium converts the picture's color space.
 */
export async function decodePdf(task: ForeignTask): Promise<Decoded> {
  const [pdfium, bytes] = await Promise.all([loadPdfium(), readFile(task.path)]);
  const memory = pdfium.wasmExports.malloc(bytes.length);
  if (!memory) throw new Error("no memory for the document");
  try {
    pdfium.HEAPU8.set(bytes, memory);
    const document = pdfium._FPDF_LoadMemDocument(memory, bytes.length, 0);
    if (!document) throw whyClosed(pdfium._FPDF_GetLastError());
    try {
      const pages = countPages(pdfium, document);
      checkPage(task.page, pages);
      const picture = takePicture(pdfium, document, task);
      await writePicture(task, picture);
      return { pages, notes: [] };
    } finally {
      pdfium._FPDF_CloseDocument(document);
    }
  } finally {
    pdfium.wasmExports.free(memory);
  }
}

const whyClosed = (code: number): Error =>
  needsPassword.has(code)
    ? new Refusal(
        "image_unsupported",
        "The PDF is protected with a password. Save it without one, or export the page as PNG or TIFF at 300 dpi or more.",
      )
    : new Error(`PDFium's error ${code}`);

function countPages(pdfium: Pdfium, document: number): number {
  const pages = pdfium._FPDF_GetPageCount(document);
  if (pages < 1) throw new Error("no pages");
  if (pages <= maxPage) return pages;
  throw new Refusal(
    "image_unsupported",
    `The PDF has ${pages} pages. At most ${maxPage} are read. Split it, or export the page as PNG or TIFF at 300 dpi or more.`,
  );
}

type Upright = { pixels: Pixels; quarters: number; isMirrored: boolean };

function takePicture(pdfium: Pdfium, document: number, task: ForeignTask): Upright {
  const page = pdfium._FPDF_LoadPage(document, task.page - 1);
  if (!page) throw new Error("a page that cannot be loaded");
  try {
    const pageArea = pdfium._FPDF_GetPageWidth(page) * pdfium._FPDF_GetPageHeight(page);
    const pictures = listPictures(pdfium, page, pageArea);
    const share = pictures.reduce((sum, { matrix }) => sum + areaOf(matrix), 0) / pageArea;
    const [only, ...more] = pictures;
    if (!only || share < photoShare) throw noPhoto(task.page, pictures.length);
    if (more.length > 0 || only.isMask)
      return { pixels: renderPage(pdfium, { page, pictures }, task), quarters: 0, isMirrored: false };
    checkSize(only, task);
    const { quarters, isMirrored } = standing(only.matrix);
    const turned = (quarters + pdfium._FPDFPage_GetRotation(page)) % 4;
    return { pixels: readImage(pdfium, only), quarters: turned, isMirrored };
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

function noPhoto(page: number, pictures: number): Refusal {
  const what = pictures === 0 ? "no picture" : "no picture that fills it";
  return new Refusal(
    "image_unsupported",
    `Page ${page} of the PDF holds ${what}. Only scanned photos are taken out of a PDF. Export the page as PNG or TIFF at 300 dpi or more and send that.`,
  );
}

function readImage(pdfium: Pdfium, { image }: PagePicture): Pixels {
  const bitmap = pdfium._FPDFImageObj_GetBitmap(image);
  if (!bitmap) throw new Error("a picture that does not decode");
  try {
    return readBitmap(pdfium, bitmap);
  } finally {
    pdfium._FPDFBitmap_Destroy(bitmap);
  }
}

async function writePicture({ outPath }: ForeignTask, { pixels, quarters, isMirrored }: Upright): Promise<void> {
  const { width, height, channels, data } = pixels;
  if (quarters === 0 && !isMirrored)
    return writeTiff(outPath, { width, height, channels, depth: 8 }, sliceRows(data, width * channels));
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  // sharp mirrors before it turns only where the turn comes second in the chain.
  const straight = isMirrored
    ? sharp(await image.flop().raw().toBuffer(), { raw: { width, height, channels } })
    : image;
  await straight
    .rotate(quarters * 90)
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .tiff({ compression: "none" })
    .toFile(outPath);
}
