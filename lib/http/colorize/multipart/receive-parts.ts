import path from "node:path";
import type { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { tooLargeError } from "../../../colorize/image-input/image-errors";
import type { ReceivedImage } from "../../../colorize/image-input/photo";
import { spoolStream } from "../../../colorize/image-input/spool-stream";
import { maxBodyBytes, maxImageBytes } from "../../../contract/limits";
import { formFields } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import { cutText } from "../../route/storable-text";
import { explainContentType } from "./explain-content-type";
import { type Candidate, chooseCandidate, couldBeImage, storeCandidate } from "./image-candidates";

const limits = { parts: 40, fieldSize: 64 * 1024, headerSize: 16 * 1024, headerPairs: 50 };
const knownFields = new Set<string>(Object.values(formFields).filter((name) => name !== formFields.image));

export type PartReceiver = {
  /** Resolves when more may be written, so that a fast sender waits for the disk. */
  write(chunk: Uint8Array): Promise<void>;
  end(): void;
  /** Rejects with what is wrong as soon as that is known; never resolves. */
  failed: Promise<never>;
  stopped(): boolean;
  /** Names of the parts that were dropped so far. */
  ignored: ReadonlySet<string>;
  /** After `end`: resolves once everything is on disk. */
  finish(): Promise<{ fields: Map<string, string>; image: ReceivedImage | null }>;
  /** Closes every stream; resolves when nothing is written any more. */
  abandon(): Promise<void>;
};

/**
 * Splits a multipart body into its parts as it arrives. Every part named `image`, file or text, streams to disk, and so does the
 * first one that could be meant for it, which counts where no other is. Small text fields are kept; everything else is dropped.
 * @throws {AppError} invalid_multipart for a content type that is not multipart/form-data with a boundary
 */
export function createPartReceiver(
  contentType: string,
  { spoolDir, signal: outer, onName }: { spoolDir: string; signal: AbortSignal; onName?(name: string | null): void },
): PartReceiver {
  const parser = createParser(contentType);
  const fields = new Map<string, string>();
  const ignored = new Set<string>();
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const { promise: failed, reject } = rejecter();
  const { promise: finished, resolve: parsed } = resolver();
  let stored: Promise<ReceivedImage> | null = null;
  let candidate: Promise<Candidate> | null = null;
  const candidateNames: string[] = [];

  const fail = (error: unknown) => {
    reject(error);
    stop.abort(error);
  };
  const onOuterAbort = () => fail(outer.reason);
  outer.addEventListener("abort", onOuterAbort, { once: true });

  parser.on("file", (name, stream, filename) => {
    // Set before anything else: a stream that is cut off emits an error, and one that nobody listens to ends the process.
    stream.on("error", () => {});
    if (name !== formFields.image && (stored || !couldBeImage(name, filename !== undefined))) {
      ignored.add(name);
      return void stream.resume();
    }
    if (name !== formFields.image) {
      candidateNames.push(name);
      if (candidate) return void stream.resume();
      if (filename !== undefined) onName?.(cleanName(filename));
      const store = { path: path.join(spoolDir, "upload-by-another-name"), signal };
      candidate = storeCandidate(stream, filename === undefined ? null : { name: cleanName(filename) }, store);
      candidate.catch(fail);
      return;
    }
    if (stored) {
      stream.resume();
      return fail(conflict());
    }
    for (const other of candidateNames) ignored.add(other);
    if (filename !== undefined || candidate) onName?.(filename === undefined ? null : cleanName(filename));
    stored = storeImage(stream, filename, { path: path.join(spoolDir, "upload"), signal });
    stored.catch(fail);
  });
  parser.on("field", (name, value, _nameCut, valueCut) => {
    if (!knownFields.has(name)) return void ignored.add(name);
    if (valueCut) return fail(invalidOption(name, `is longer than ${limits.fieldSize} bytes`));
    // A form with two values would be charged for one of them, and nobody knows which was meant.
    if (fields.has(name)) return fail(invalidOption(name, "was sent more than once"));
    fields.set(name, value);
  });
  parser.on("partsLimit", () => fail(malformed(`it has more than ${limits.parts} parts`)));
  parser.on("error", (error) => fail(malformed("it breaks off or is malformed", error)));
  parser.on("finish", parsed);

  return {
    failed,
    ignored,
    stopped: () => stop.signal.aborted,
    write: (chunk) => new Promise((written) => void parser.write(chunk, () => written())),
    end: () => void parser.end(),
    async finish() {
      await Promise.race([finished, failed]);
      const named = await Promise.race([stored, failed]);
      const other = await Promise.race([candidate, failed]);
      const image = named ?? chooseCandidate(other, candidateNames);
      outer.removeEventListener("abort", onOuterAbort);
      return { fields, image };
    },
    async abandon() {
      outer.removeEventListener("abort", onOuterAbort);
      stop.abort();
      parser.destroy();
      await Promise.allSettled([stored, candidate]);
    },
  };
}

function createParser(contentType: string): BusboyInstance {
  try {
    // The parser would take urlencoded forms too.
    if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) throw new Error("another content type");
    return new Busboy({
      headers: { "content-type": contentType },
      limits,
      // A text image can be 35 MB: only as a "file" does it come as a stream.
      isPartAFile: (name, _type, filename) =>
        filename !== undefined || name === formFields.image || couldBeImage(name ?? "", false),
    });
  } catch (error) {
    throw malformed(explainContentType(contentType), error);
  }
}

async function storeImage(
  stream: Readable,
  filename: string | undefined,
  target: { path: string; signal: AbortSignal },
): Promise<ReceivedImage> {
  // A part with a file name is a file, one without is text. Text is longer than what it encodes: its limit is the decoded size.
  const maxBytes = filename === undefined ? maxBodyBytes : maxImageBytes;
  const { bytes, sha256 } = await spoolStream(stream, { ...target, maxBytes, tooLarge: tooLargeError });
  if (filename === undefined) return { kind: "text", path: target.path, bytes };
  return { kind: "file", path: target.path, bytes, sha256, name: cleanName(filename) };
}

/** Control characters have no place in lists and logs, and PostgreSQL refuses one of them; longer than 200 is no name. */
function cleanName(filename: string): string | null {
  return cutText(filename.replace(/\p{Cc}/gu, ""), 200) || null;
}

function rejecter(): { promise: Promise<never>; reject: (error: unknown) => void } {
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  // It may reject when nothing awaits it any more; that must not end the process.
  promise.catch(() => {});
  return { promise, reject };
}

function resolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}

function malformed(problem: string, cause?: unknown): AppError {
  return new AppError("invalid_multipart", {
    detail: `The body is not usable multipart/form-data: ${problem}.`,
    cause,
  });
}

function conflict(): AppError {
  const detail = "The form has more than one part named `image`.";
  return new AppError("image_conflict", { detail, param: formFields.image });
}

function invalidOption(name: string, problem: string): AppError {
  return new AppError("invalid_option", { detail: `\`${name}\` ${problem}.`, param: name });
}
