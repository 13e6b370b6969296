import { createReadStream } from "node:fs";
import { maxImageBytes, maxImageUrlLength } from "../../../contract/limits";
import { AppError } from "../../../errors/app-error";
import type { ImageFetcher } from "../fetch-image";
import { tooLargeError, unsupportedError } from "../image-errors";
import { readHead, sniffFormat } from "../sniff-format";
import { spoolStream } from "../spool-stream";
import { Base64Error, decodeBase64 } from "./decode-base64";
import { decodePercent } from "./decode-percent";

/** Enough for any address and for the header of any data URL that is not made to annoy. */
const headBytes = 8192;

type Options = { path: string; fetchImage: ImageFetcher; signal: AbortSignal };

/**
 * Turns the text of an `image` part into the image's bytes in a new file at `path`. Recognized in this order: data URL,
 * http(s) URL, base64. Memory does not grow with the text.
 * @throws {AppError} image_empty, image_too_large, image_unsupported (no such text), image_corrupt (a data URL that does
 *   not decode), image_url_invalid, image_url_unreachable
 */
export async function readTextImage(
  text: { path: string; bytes: number },
  { path, fetchImage, signal }: Options,
): Promise<{ bytes: number; sha256: string }> {
  const head = await readHead(text.path, headBytes);
  const lead = countLead(head);
  const start = head.toString("latin1", lead);
  const store = (source: AsyncIterable<Buffer>) =>
    spoolStream(source, { path, signal, maxBytes: maxImageBytes, tooLarge: tooLargeError });
  const readFrom = (at: number) => createReadStream(text.path, { start: at, highWaterMark: 256 * 1024 });

  // Some clients send the bytes without a file name. Text never begins like an image, so this takes nothing from it.
  if (sniffFormat(head)) return store(readFrom(0));
  if (/^data:/i.test(start)) return readDataUrl(start, (at) => readFrom(lead + at), store);
  if (/^[a-z][a-z0-9+.-]*:/i.test(start)) return fetchImage(readAddress(head, lead, text.bytes), { path, signal });
  try {
    return await store(decodeBase64(readFrom(lead)));
  } catch (error) {
    if (!(error instanceof Base64Error)) throw error;
    throw unsupportedError(`The text is no data URL, no http(s) URL and no base64: ${error.message}`, error);
  }
}

async function readDataUrl(
  start: string,
  readFrom: (at: number) => AsyncIterable<Buffer>,
  store: (source: AsyncIterable<Buffer>) => Promise<{ bytes: number; sha256: string }>,
) {
  const comma = start.indexOf(",");
  if (comma < 0) throw corruptDataUrl("it has no comma that ends its header");
  const data = decodePercent(readFrom(comma + 1));
  if (!/;\s*base64\s*$/i.test(start.slice(0, comma))) return store(data);
  try {
    return await store(decodeBase64(data));
  } catch (error) {
    if (!(error instanceof Base64Error)) throw error;
    throw corruptDataUrl(error.message, error);
  }
}

function corruptDataUrl(problem: string, cause?: unknown): AppError {
  return new AppError("image_corrupt", { detail: `The data URL does not decode: ${problem}.`, param: "image", cause });
}

function readAddress(head: Buffer, lead: number, bytes: number): string {
  const address = head.toString("utf8", lead).trim();
  if (bytes <= headBytes && address.length <= maxImageUrlLength) return address;
  const detail = `The image address is longer than ${maxImageUrlLength} characters.`;
  throw new AppError("image_url_invalid", { detail, param: "image" });
}

/** Bytes of white space before the text, a byte order mark included. */
function countLead(head: Buffer): number {
  return /^(?:\xef\xbb\xbf)?\s*/.exec(head.toString("latin1"))?.[0].length ?? 0;
}
