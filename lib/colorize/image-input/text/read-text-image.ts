import { createReadStream } from "node:fs";
import { maxImageBytes, maxImageUrlLength } from "../../../contract/limits";
import { AppError } from "../../../errors/app-error";
import type { ImageFetcher } from "../fetch-image";
import { tooLargeError, unsupportedError } from "../image-errors";
import { readHead, sniffFormat } from "../sniff-format";
import { spoolStream } from "../spool-stream";
import { Base64Error, decodeBase64 } from "./decode-base64";
import { decodePercent } from "./decode-percent";

/** Enough for any URL of allowed length and for the header of any real data URL. */
const headBytes = 8192;

type Options = { path: string; fetchImage: ImageFetcher; signal: AbortSignal };

/**
 * Writes the image that the text of an `image` part stands for to a new file at `path`. The text may be a data URL, an http(s) URL
 * or base64, tried in this order. Uses constant memory.
 * @throws {AppError} image_too_large, image_unsupported for other text, image_corrupt for a data URL that does not decode,
 *   image_url_invalid, image_url_unreachable
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

  // Some clients send the image's bytes without a file name. No valid text starts like an image, so this is safe.
  if (sniffFormat(head)) return store(readFrom(0));
  if (/^data:/i.test(start)) return readDataUrl(start, (at) => readFrom(lead + at), store);
  if (/^[a-z][a-z0-9+.-]*:/i.test(start)) return fetchImage(readAddress(head, lead, text.bytes), { path, signal });
  try {
    return await store(decodeBase64(readFrom(lead)));
  } catch (error) {
    if (!(error instanceof Base64Error)) throw error;
    throw unsupportedError(`The text is not a data URL, an http(s) URL or base64: ${error.message}`, error);
  }
}

async function readDataUrl(
  start: string,
  readFrom: (at: number) => AsyncIterable<Buffer>,
  store: (source: AsyncIterable<Buffer>) => Promise<{ bytes: number; sha256: string }>,
) {
  const comma = start.indexOf(",");
  if (comma < 0) throw corruptDataUrl("the comma after its header is missing");
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
  return new AppError("image_corrupt", {
    detail: `The data URL cannot be decoded: ${problem}.`,
    param: "image",
    cause,
  });
}

function readAddress(head: Buffer, lead: number, bytes: number): string {
  const address = head.toString("utf8", lead).trim();
  if (bytes <= headBytes && address.length <= maxImageUrlLength) return address;
  const detail = `The image URL is longer than ${maxImageUrlLength} characters.`;
  throw new AppError("image_url_invalid", { detail, param: "image" });
}

/** Number of bytes of white space, including a byte order mark, before the text. */
function countLead(head: Buffer): number {
  return /^(?:\xef\xbb\xbf)?\s*/.exec(head.toString("latin1"))?.[0].length ?? 0;
}
