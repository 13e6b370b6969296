import { createReadStream } from "node:fs";
import { maxImageBytes, maxImageUrlLength } from "../../../contract/limits";
import { AppError } from "../../../errors/app-error";
import type { ImageFetcher } from "../fetch-image";
import { tooLargeError, unsupportedError } from "../image-errors";
import { readHead, sniffBytes, sniffFormat } from "../sniff-format";
import { spoolStream } from "../spool-stream";
import { cleanBase64 } from "./clean-base64";
import { Base64Error, decodeBase64 } from "./decode-base64";
import { decodePercent } from "./decode-percent";
import { explainNever, explainOtherwise } from "./explain-text";
import { holdsImage, readOpening, readSpelling, type Spelling } from "./read-spelling";

/** Enough for any URL of allowed length and for the header of any real data URL. */
const headBytes = 8192;

type Received = { path: string; bytes: number };
type Stored = { bytes: number; sha256: string };
type Options = { path: string; fetchImage: ImageFetcher; signal: AbortSignal };

/**
 * Writes the image that the text of an `image` part stands for to a new file at `path`. The text may be a data URL, an http(s) URL
 * or base64, tried in this order, in quotation marks or not. Uses constant memory.
 * @throws {AppError} image_too_large, image_unsupported for other text, image_corrupt for a data URL that does not decode,
 *   image_url_invalid, image_url_unreachable
 */
export async function readTextImage(text: Received, { path, fetchImage, signal }: Options): Promise<Stored> {
  const bytes = await readHead(text.path, headBytes);
  const target = { path, signal };
  // Some clients send the image's bytes without a file name. No valid text starts like an image, so this is safe.
  if (sniffFormat(bytes)) return store(createReadStream(text.path), target);
  const head = bytes.toString("latin1");
  const short = readShort(text, bytes);
  const known = short === null ? null : explainNever(short);
  if (known) throw known;
  const spelling = readSpelling(head);
  if (!spelling) throw corruptDataUrl("the comma after its header is missing");
  if (!spelling.isDataUrl && /^[a-z][a-z0-9+.-]*:/i.test(head.slice(spelling.at))) {
    return fetchImage(readAddress(short), target);
  }
  const emptied = short === null || !spelling.isDataUrl ? null : explainNever(head.slice(spelling.at).trim());
  if (emptied) throw emptied;
  const stored = await store(decode(text, spelling), target).catch((error: unknown) => {
    if (!(error instanceof Base64Error)) throw error;
    if (spelling.isDataUrl) throw corruptDataUrl(error.message, error);
    throw (
      (short && explainOtherwise(short, error)) ||
      unsupportedError(`The text is not a data URL, an http(s) URL or base64: ${error.message}`, error)
    );
  });
  const isImage = sniffFormat(await readHead(path, sniffBytes)) !== null;
  const otherwise = isImage || short === null ? null : explainOtherwise(short);
  if (otherwise) throw otherwise;
  return stored;
}

/**
 * Writes the image that a file holds as base64 or as a data URL to a new file at `path`. Null when the file is an image already, or
 * holds nothing of the kind. An address in a file is named, not fetched: whoever sends a file means what is in it.
 * @throws {AppError} image_unsupported for text that stands for no image; image_corrupt for text that breaks off
 */
export async function readEncodedFile(file: Received, target: Omit<Options, "fetchImage">): Promise<Stored | null> {
  const bytes = await readHead(file.path, headBytes);
  const head = bytes.toString("latin1");
  if (sniffFormat(bytes) || !/^(?:\xef\xbb\xbf)?[\t\n\r\x20-\x7e]+$/.test(head)) return null;
  const short = readShort(file, bytes);
  const known = short === null ? null : explainNever(short);
  if (known) throw known;
  if (short && /^https?:\/\/\S+$/i.test(short)) {
    throw unsupportedError("The file holds a web address, not an image; send the address as text, without a file name");
  }
  const spelling = readSpelling(head);
  if (!spelling || !holdsImage(head, spelling)) return null;
  try {
    return await store(decode(file, spelling), target);
  } catch (error) {
    if (!(error instanceof Base64Error)) throw error;
    const detail = `The file holds an image as base64 text, which cannot be decoded: ${error.message}. Nothing was charged.`;
    throw new AppError("image_corrupt", { detail, param: "image", cause: error });
  }
}

const store = (source: AsyncIterable<Buffer>, target: { path: string; signal: AbortSignal }): Promise<Stored> =>
  spoolStream(source, { ...target, maxBytes: maxImageBytes, tooLarge: tooLargeError });

function decode(text: Received, spelling: Spelling): AsyncIterable<Buffer> {
  const source = createReadStream(text.path, { start: spelling.at, highWaterMark: 256 * 1024 });
  const plain = spelling.isPercentEncoded ? decodePercent(source) : source;
  return spelling.isBase64 ? decodeBase64(cleanBase64(plain, spelling)) : plain;
}

/** The whole text without white space and quotation marks around it; null when it is longer than an address may be. */
function readShort({ bytes }: Received, head: Buffer): string | null {
  if (bytes > head.length) return null;
  const { at, quote } = readOpening(head.toString("latin1"));
  const text = head.toString("utf8", at).trim();
  const inner = quote
    ? text.replace(/["'`][;,]?$/, "").replaceAll("\\/", "/")
    : text.replace(/^(https?:[^<>]*)>$/i, "$1");
  return inner.trim();
}

function readAddress(short: string | null): string {
  if (short !== null && short.length <= maxImageUrlLength) return short;
  const detail = `The image URL is longer than ${maxImageUrlLength} characters.`;
  throw new AppError("image_url_invalid", { detail, param: "image" });
}

function corruptDataUrl(problem: string, cause?: unknown): AppError {
  const detail = `The data URL cannot be decoded: ${problem}.`;
  return new AppError("image_corrupt", { detail, param: "image", cause });
}
