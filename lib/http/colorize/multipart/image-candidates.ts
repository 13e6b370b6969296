import type { Readable } from "node:stream";
import { tooLargeError } from "../../../colorize/image-input/image-errors";
import type { ReceivedImage } from "../../../colorize/image-input/photo";
import { spoolStream } from "../../../colorize/image-input/spool-stream";
import { maxBodyBytes, maxImageBytes } from "../../../contract/limits";
import { formFields } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";

/** What programs write for several files under one name, and in capitals. */
const spellings = /^images?(?:\[\d*\])?$/i;
/** What upload forms are called. A text under such a name may be anything, such as the label of a button. */
const fileNames = /^(?:files?|uploads?|img|pictures?)(?:\[\d*\])?$/i;

/** Whether a part is surely meant to be the image when the form has no part named `image`. */
export const couldBeImage = (name: string, isFile: boolean): boolean =>
  spellings.test(name) || (isFile && fileNames.test(name));

/** A part that is the image unless the form has one named `image`; null when it is larger than an image may be. */
export type Candidate = ReceivedImage | null;

/**
 * Streams such a part to disk. One that is too large is read to its end all the same: it may turn out to be something else, and is
 * then as good as not there. @param file null for text
 */
export async function storeCandidate(
  stream: Readable,
  file: { name: string | null } | null,
  target: { path: string; signal: AbortSignal },
): Promise<Candidate> {
  const maxBytes = file ? maxImageBytes : maxBodyBytes;
  let isTooLarge = false;
  async function* upToLimit() {
    let bytes = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      isTooLarge = bytes > maxBytes;
      if (!isTooLarge) yield chunk;
    }
  }
  const { bytes, sha256 } = await spoolStream(upToLimit(), { ...target, maxBytes, tooLarge: tooLargeError });
  if (isTooLarge) return null;
  const { path } = target;
  return file ? { kind: "file", path, bytes, sha256, name: file.name } : { kind: "text", path, bytes };
}

/**
 * The image of a form without a part named `image`: the one part that could be it. Of several none is taken, because one photo must
 * never be charged for another.
 * @param names of all such parts
 * @throws {AppError} image_conflict, image_too_large
 */
export function chooseCandidate(candidate: Candidate, names: readonly string[]): ReceivedImage | null {
  if (names.length === 0) return null;
  if (names.length > 1) {
    const detail = `The form has no part named \`image\`, and ${names.length} parts that could be it. Send one photo, and name its part \`image\`. Nothing was charged.`;
    throw new AppError("image_conflict", { detail, param: formFields.image });
  }
  if (!candidate) throw tooLargeError();
  return candidate;
}
