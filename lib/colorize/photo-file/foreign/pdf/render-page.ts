import { checkSize, type ForeignTask } from "../foreign-task";
import type { PagePicture } from "./list-pictures";
import type { Pdfium } from "./load-pdfium";
import { type Pixels, readBitmap } from "./read-bitmap";

const bgr = 2;
const white = 0xffffffff;

/** The page as it is printed, upright, at the finest resolution of its pictures, as far as pixels are allowed. */
export function renderPage(
  pdfium: Pdfium,
  { page, pictures }: { page: number; pictures: PagePicture[] },
  task: ForeignTask,
): Pixels {
  const [pointsWide, pointsHigh] = [pdfium._FPDF_GetPageWidth(page), pdfium._FPDF_GetPageHeight(page)];
  const finest = Math.max(...pictures.map(({ width, matrix: { a, b } }) => width / Math.max(1e-3, Math.hypot(a, b))));
  const scale = Math.min(finest, Math.sqrt(task.maxPixels / (pointsWide * pointsHigh)));
  const width = Math.max(1, Math.floor(pointsWide * scale));
  const height = Math.max(1, Math.floor(pointsHigh * scale));
  checkSize({ width, height }, task);
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, bgr, 0, 0);
  if (!bitmap) throw new Error("no memory for the page");
  try {
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
    return readBitmap(pdfium, bitmap);
  } finally {
    pdfium._FPDFBitmap_Destroy(bitmap);
  }
}
