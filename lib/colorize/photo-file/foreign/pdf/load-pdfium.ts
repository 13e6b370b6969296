import type { PDFiumModule } from "@hyzyla/pdfium";

/** Functions of PDFium that the package exports without a type. Pointers are addresses in `HEAPU8`; 0 is none. */
type UntypedFunctions = {
  _FPDF_InitLibrary(): void;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPageObj_GetMatrix(object: number, sixFloats: number): number;
  _FPDFPageObj_HasTransparency(object: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFImageObj_GetImageMetadata(image: number, page: number, metadata: number): number;
};
export type Pdfium = Awaited<ReturnType<typeof PDFiumModule>> & UntypedFunctions & { HEAPF32: Float32Array };

const names: (keyof UntypedFunctions)[] = [
  "_FPDF_InitLibrary",
  "_FPDFPage_GetRotation",
  "_FPDFPageObj_GetMatrix",
  "_FPDFPageObj_HasTransparency",
  "_FPDFFormObj_CountObjects",
  "_FPDFFormObj_GetObject",
  "_FPDFImageObj_GetImageMetadata",
];

let loading: Promise<Pdfium> | null = null;

/** PDFium as WebAssembly, once for each thread. */
export function loadPdfium(): Promise<Pdfium> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Pdfium> {
  const { PDFiumModule: start } = await import("@hyzyla/pdfium");
  const pdfium = await start({});
  limitMemory(pdfium.wasmExports);
  if (!hasFunctions(pdfium)) throw new Error("this version of PDFium lacks functions that the studio uses");
  pdfium._FPDF_InitLibrary();
  return pdfium;
}

/** A form that draws itself would take all that WebAssembly can have, 2 GB; a page of 100 megapixels stays below this. */
const maxMemoryBytes = 1024 ** 3;
const pageBytes = 65_536;

/** Beyond the limit memory cannot grow, which PDFium answers as it does where the machine has no more. */
function limitMemory(exported: object): void {
  const memory = Object.values(exported).find((value) => value instanceof WebAssembly.Memory);
  if (!memory) throw new Error("PDFium's memory is not where it was");
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * pageBytes > maxMemoryBytes)
      throw new RangeError("PDFium needs too much memory");
    return grow(pages);
  };
}

const hasFunctions = (pdfium: object): pdfium is Pdfium =>
  names.every((name) => typeof Reflect.get(pdfium, name) === "function");

/** Lends `words` times four bytes of the module's memory, zeroed. */
export function withStruct<Result>(
  pdfium: Pick<Pdfium, "wasmExports" | "HEAP32">,
  words: number,
  use: (pointer: number) => Result,
): Result {
  const pointer = pdfium.wasmExports.malloc(words * 4);
  try {
    pdfium.HEAP32.fill(0, pointer / 4, pointer / 4 + words);
    return use(pointer);
  } finally {
    pdfium.wasmExports.free(pointer);
  }
}
