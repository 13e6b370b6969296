import { expect, test } from "vitest";
import { loadPdfium } from "./load-pdfium";

const pageBytes = 65_536;

test("PDFium cannot take more than a gigabyte, whatever a page draws", async () => {
  const pdfium = await loadPdfium();
  const memory = Object.values(pdfium.wasmExports).find((value: unknown) => value instanceof WebAssembly.Memory);
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("PDFium has no memory");
  const left = Math.floor((1024 ** 3 - memory.buffer.byteLength) / pageBytes);
  expect(() => memory.grow(left + 1)).toThrow(RangeError);
  expect(memory.buffer.byteLength).toBeLessThan(1024 ** 3);
});
