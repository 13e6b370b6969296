import { type Pdfium, withStruct } from "./load-pdfium";
import { areaOf, identity, type Matrix, multiply } from "./matrix";

export type PagePicture = {
  image: number;
  /** In pixels, as it lies in the file. */
  width: number;
  height: number;
  /** From the unit square to the page, in points. */
  matrix: Matrix;
  /** Whether it is drawn through a mask, or is itself one. */
  isMask: boolean;
};
export type PageContent = {
  pictures: PagePicture[];
  /** Drawings and visible text beside the pictures. */
  others: number;
};

const kinds = { text: 1, image: 3, form: 5 };
const invisible = 3;
/** Forms inside forms; a file could go on without end. */
const maxDepth = 8;
/** Far more than any scan has. */
const maxObjects = 20_000;
const fillsPage = 0.9;

/** What can be seen of a page: text laid under or over a scan for searching does not count. */
export function listContent(pdfium: Pdfium, page: number, pageArea: number): PageContent {
  let content: PageContent = { pictures: [], others: 0 };
  let seen = 0;
  const visit = (object: number, outer: Matrix, depth: number) => {
    seen += 1;
    if (seen > maxObjects) return;
    const kind = pdfium._FPDFPageObj_GetType(object);
    if (kind === kinds.form && depth < maxDepth) {
      const matrix = multiply(readMatrix(pdfium, object), outer);
      const count = pdfium._FPDFFormObj_CountObjects(object);
      for (let i = 0; i < count && seen <= maxObjects; i += 1)
        visit(pdfium._FPDFFormObj_GetObject(object, i), matrix, depth + 1);
    } else if (kind === kinds.image) {
      const picture = readPicture(pdfium, { image: object, page, outer });
      // What was drawn before is under it.
      if (!picture.isMask && areaOf(picture.matrix) >= fillsPage * pageArea) content = { pictures: [], others: 0 };
      content.pictures.push(picture);
    } else if (kind !== kinds.text || pdfium._FPDFTextObj_GetTextRenderMode(object) !== invisible) content.others += 1;
  };
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let i = 0; i < count && seen <= maxObjects; i += 1) visit(pdfium._FPDFPage_GetObject(page, i), identity, 0);
  return content;
}

function readMatrix(pdfium: Pdfium, object: number): Matrix {
  return withStruct(pdfium, 6, (pointer) => {
    if (!pdfium._FPDFPageObj_GetMatrix(object, pointer)) return identity;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = pdfium.HEAPF32.subarray(pointer / 4, pointer / 4 + 6);
    return { a, b, c, d, e, f };
  });
}

type Found = { image: number; page: number; outer: Matrix };

function readPicture(pdfium: Pdfium, { image, page, outer }: Found): PagePicture {
  const matrix = multiply(readMatrix(pdfium, image), outer);
  const isTransparent = pdfium._FPDFPageObj_HasTransparency(image) !== 0;
  return withStruct(pdfium, 7, (pointer) => {
    pdfium._FPDFImageObj_GetImageMetadata(image, page, pointer);
    const [width = 0, height = 0, , , bits = 0, colorSpace = 0] = pdfium.HEAP32.subarray(pointer / 4, pointer / 4 + 6);
    // A mask has one bit and no color space: the color that it lets through is the page's.
    return { image, width, height, matrix, isMask: isTransparent || (bits === 1 && colorSpace === 0) };
  });
}
