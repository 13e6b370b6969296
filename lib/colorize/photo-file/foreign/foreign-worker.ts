// The entry of a worker thread: decoders in WebAssembly block for seconds, and keep their memory until the thread ends.
import { decodeBmp } from "./bmp/decode-bmp";
import { type Decoded, type ForeignAnswer, type ForeignFormat, type ForeignTask, Refusal } from "./foreign-task";
import { decodeHeic } from "./heic/decode-heic";
import { decodeJp2 } from "./jp2/decode-jp2";
import { decodeJxl } from "./jxl/decode-jxl";
import { decodePdf } from "./pdf/decode-pdf";
import { decodeRaw } from "./raw/decode-raw";

// libheif writes to the console about every broken file, which would corrupt the JSON log.
console.log = () => {};
console.warn = () => {};
console.error = () => {};

type Decoder = (task: ForeignTask) => Promise<Decoded>;

const decoders: Record<ForeignFormat, Decoder> = {
  heic: decodeHeic,
  jxl: decodeJxl,
  jp2: decodeJp2,
  pdf: decodePdf,
  bmp: decodeBmp,
  raw: decodeRaw,
};

export default async function runForeignTask(task: ForeignTask): Promise<ForeignAnswer> {
  try {
    return await decoders[task.format](task);
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, detail: error.message } };
    // What WebAssembly throws is not always an error, and cannot always be sent between threads.
    throw new Error(error instanceof Error ? error.message : JSON.stringify(error));
  }
}
