import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { photoFormatFacts } from "../../../contract/photos/photo-formats";
import { AppError } from "../../../errors/app-error";
import { singleton } from "../../../lifecycle/singleton";
import type { Holder } from "../../../rate-limit/slots";
import { createTurns, type Turns } from "../../../rate-limit/turns";
import { corruptError } from "../../image-input/image-errors";
import type { Decoded, ForeignAnswer, ForeignTask } from "./foreign-task";

/** 50 megapixels of JPEG 2000 take half a minute on a slow core. */
const decodeMs = 180_000;
// The bundler must neither follow nor move the worker, because Node starts it from the source folder.
const root = path.join(/* turbopackIgnore: true */ process.cwd());
const workerFile = path.join(root, "lib/colorize/photo-file/foreign/foreign-worker.ts");

type Decoding = { turns: Turns; pool: Piscina | null };
/** One at a time, because 50 megapixels can take a gigabyte. The pool's own line is first come, first served; this one is fair. */
const decoding = () => singleton<Decoding>("foreign-decoding", () => ({ turns: createTurns(1), pool: null }));

/** The thread ends after an idle second, which frees the memory. */
function startPool(): Piscina {
  const tsx = createRequire(path.join(root, "package.json")).resolve("tsx");
  return new Piscina({
    filename: workerFile,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 1000,
    recordTiming: false,
    execArgv: ["--import", pathToFileURL(tsx).href],
  });
}

/** After a crash inside WebAssembly its memory is in an unknown state, so the thread is not used again. */
async function dropPool(): Promise<void> {
  const held = decoding();
  const { pool } = held;
  held.pool = null;
  await pool?.destroy();
}

type Options = ForeignTask & { signal: AbortSignal /** Whose turn the decode takes. */; holder?: Holder };

/**
 * Decodes a photo that sharp cannot read into a file that it can: an uncompressed TIFF at `outPath`, upright, gray or RGB with 8
 * or 16 bits, with the photo's profile. What the file announces is checked before anything is decoded.
 * @throws {AppError} image_corrupt, image_unsupported, image_too_many_pixels, page_not_found; the signal's reason when it aborts
 */
export async function decodeForeign({ signal, holder, ...task }: Options): Promise<Decoded> {
  const giveTurnBack = await decoding().turns.take(signal, holder);
  try {
    const answer = await run(task, signal);
    if (!("refusal" in answer)) {
      const { pages, notes } = answer;
      return { pages, notes: pages > 1 && task.page === 1 ? ["first_of_several", ...notes] : notes };
    }
    throw new AppError(answer.refusal.code, {
      detail: `${answer.refusal.detail} Nothing was charged.`,
      param: answer.refusal.code === "page_not_found" ? "page" : "image",
    });
  } finally {
    giveTurnBack();
  }
}

async function run(task: ForeignTask, signal: AbortSignal): Promise<ForeignAnswer> {
  const held = decoding();
  held.pool ??= startPool();
  const timeout = AbortSignal.timeout(decodeMs);
  try {
    return await held.pool.run(task, { signal: AbortSignal.any([signal, timeout]) });
  } catch (error) {
    await dropPool();
    signal.throwIfAborted();
    if (!timeout.aborted) throw corruptError(task.format, error);
    const { name } = photoFormatFacts[task.format];
    const detail = `Decoding the ${name} file took more than ${decodeMs / 60_000} minutes. Save it as TIFF or JPEG and send that. Nothing was charged.`;
    throw new AppError("image_unsupported", { detail, param: "image", cause: error });
  }
}
