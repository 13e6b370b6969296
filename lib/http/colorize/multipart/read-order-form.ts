import "server-only";
import { tooLargeError } from "../../../colorize/image-input/image-errors";
import type { ReceivedImage } from "../../../colorize/image-input/photo";
import { formFields, type Order, type OutputFormat } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import { rawBodies } from "../../route/body-limits";
import { readBody } from "../../route/read-body";
import { describeIgnoredFields } from "./ignored-fields";
import { parseOrder } from "./parse-order";
import { createPartReceiver, type PartReceiver } from "./receive-parts";

type Request = { headers: Headers; body: ReadableStream<Uint8Array> | null };
type Options = {
  /** An existing private folder for this request; the caller removes it, whatever happens here. */
  spoolDir: string;
  /** The body's deadline; its reason is thrown as it is. */
  signal: AbortSignal;
  /** Of the output, where the form names none. */
  preferredFormat?: OutputFormat | null;
  /** Called before this returns or throws, with the value of X-Ignored-Fields, when the form had fields that nobody knows. */
  onIgnored?(names: string): void;
  /** Called with the name of the image's file as soon as it is known, whatever becomes of the file. */
  onName?(name: string | null): void;
};

/**
 * Reads the multipart form of an order, streaming: the image goes to disk, never into memory. On the first thing wrong it
 * stops reading, and the rest of the body stays unread: canceling the body would cut the connection before the caller has
 * got the answer. So answer an error with `Connection: close`.
 * @throws {AppError} invalid_multipart, image_missing, image_conflict, image_empty, image_too_large, invalid_model,
 *   invalid_boolean, invalid_option; the signal's reason when it aborts
 */
export async function readOrderForm(
  request: Request,
  { spoolDir, signal, preferredFormat, onIgnored, onName }: Options,
): Promise<{ order: Order; image: ReceivedImage }> {
  const body = readBody(request, { ...rawBodies.order, tooLarge: tooLargeError, refuse: refuseForm }, signal);
  const receiver = createPartReceiver(request.headers.get("content-type") ?? "", { spoolDir, signal, onName });
  try {
    if (!request.body) throw refuseForm("The request has no body.");
    await Promise.race([feed(body, receiver), receiver.failed]);
    const { fields, image } = await receiver.finish();
    if (!image) throw missing(receiver.ignored);
    if (image.bytes === 0) {
      throw new AppError("image_empty", { detail: "The image part holds 0 bytes.", param: formFields.image });
    }
    const preferred: [string, string][] = preferredFormat ? [[formFields.outputFormat, preferredFormat]] : [];
    return { order: parseOrder(new Map([...preferred, ...fields])), image };
  } catch (error) {
    await receiver.abandon();
    throw error;
  } finally {
    const names = describeIgnoredFields(receiver.ignored);
    if (names) onIgnored?.(names);
  }
}

async function feed(body: AsyncIterable<Uint8Array>, receiver: PartReceiver): Promise<void> {
  for await (const chunk of body) {
    await receiver.write(chunk);
    // Once the receiver has failed the race is decided: read no more.
    if (receiver.stopped()) return;
  }
  receiver.end();
}

/** The error for a body that is no usable form. */
export function refuseForm(detail: string, cause?: unknown): AppError {
  return new AppError("invalid_multipart", { detail, cause });
}

function missing(others: ReadonlySet<string>): AppError {
  const named = [...others].filter((name) => /^[\w.[\]-]{1,40}$/.test(name)).slice(0, 3);
  const found = named.length > 0 ? ` It has ${named.map((name) => `\`${name}\``).join(", ")}.` : "";
  const detail = `The form has no part named \`image\` (a file, an http(s) URL, base64 or a data URL).${found}`;
  return new AppError("image_missing", { detail, param: formFields.image });
}
