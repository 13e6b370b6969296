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

const kinds = { image: 3, form: 5 };
/** Forms inside forms; a file could go on without end. */
const maxDepth = 8;
/** Far more than any scan has. */
const maxObjects = 20_000;
const fillsPage = 0.9;

/** The pictures that can be seen on a page: what was drawn before one that fills the page is under it. */
export function listPictures(pdfium: Pdfium, page: number, pageArea: number): PagePicture[] {
  let pictures: PagePicture[] = [];
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
      if (!picture.isMask && areaOf(picture.matrix) >= fillsPage * pageArea) pictures = [];
      pictures.push(picture);
    }
  };
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let i = 0; i < count && seen <= maxObjects; i += 1) visit(pdfium._FPDFPage_GetObject(page, i), identity, 0);
  return pictures;
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
