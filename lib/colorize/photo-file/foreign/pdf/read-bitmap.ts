import type { Pdfium } from "./load-pdfium";

/** Pixels side by side: gray, or RGB. */
export type Pixels = { width: number; height: number; channels: 1 | 3; data: Uint8Array };

const bytesByFormat: Record<number, number> = { 1: 1, 2: 3, 3: 4, 4: 4 };

/** Copies a bitmap of PDFium's, which has blue first. A fourth byte is left out. */
export function readBitmap(pdfium: Pdfium, bitmap: number): Pixels {
  const width = pdfium._FPDFBitmap_GetWidth(bitmap);
  const height = pdfium._FPDFBitmap_GetHeight(bitmap);
  const stride = pdfium._FPDFBitmap_GetStride(bitmap);
  const format = pdfium._FPDFBitmap_GetFormat(bitmap);
  const from = pdfium._FPDFBitmap_GetBuffer(bitmap);
  const pixelBytes = bytesByFormat[format];
  if (!pixelBytes || from === 0) throw new Error(`a bitmap of format ${format}`);
  const memory = pdfium.HEAPU8;
  const channels = pixelBytes === 1 ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y += 1) {
    const row = from + y * stride;
    if (channels === 1) data.set(memory.subarray(row, row + width), y * width);
    else
      for (let x = 0, at = row; x < width; x += 1, at += pixelBytes, to += 3) {
        data[to] = memory[at + 2] ?? 0;
        data[to + 1] = memory[at + 1] ?? 0;
        data[to + 2] = memory[at] ?? 0;
      }
  }
  return { width, height, channels, data };
}
