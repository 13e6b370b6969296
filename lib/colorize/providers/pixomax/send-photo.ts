import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { type Agent, type Dispatcher, request } from "undici";
import { formFields, type Order, writeOrderFields } from "../../../contract/order";
import { photoFormatFacts } from "../../../contract/photos/photo-formats";
import { AppError } from "../../../errors/app-error";
import { traceHeaders } from "../../../telemetry/trace";
import type { Photo } from "../../image-input/photo";

type Message = { url: string; apiKey: string; photo: Photo; order: Order; agent: Agent; signal: AbortSignal };

/**
 * Posts photo and order as the multipart form of the public API, streaming the photo from disk.
 * @throws {AppError} upstream_error when there is no response; the signal's reason when it aborts
 */
export async function sendPhoto({
  url,
  apiKey,
  photo,
  order,
  agent,
  signal,
}: Message): Promise<Dispatcher.ResponseData> {
  const boundary = `pixomax-${randomUUID()}`;
  const { head, tail } = frame(boundary, photo, order);
  async function* body() {
    yield head;
    yield* createReadStream(photo.path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
    yield tail;
  }
  try {
    return await request(new URL("/api/v1/colorize", url), {
      method: "POST",
      dispatcher: agent,
      signal,
      headers: {
        ...traceHeaders(),
        "x-api-key": apiKey,
        accept: "application/json",
        "content-type": `multipart/form-data; boundary=${boundary}`,
        "content-length": String(head.length + photo.bytes + tail.length),
      },
      body: Readable.from(body()),
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new AppError("upstream_error", {
      detail: "The provider could not be reached. Nothing was charged.",
      cause: error,
    });
  }
}

function frame(boundary: string, photo: Photo, order: Order): { head: Buffer; tail: Buffer } {
  const texts = writeOrderFields(order).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const { endings, mediaType } = photoFormatFacts[photo.format];
  const name = escapeName(photo.name ?? `photo${endings[0]}`);
  const image =
    `--${boundary}\r\nContent-Disposition: form-data; name="${formFields.image}"; filename="${name}"\r\n` +
    `Content-Type: ${mediaType}\r\n\r\n`;
  return { head: Buffer.from(texts.join("") + image), tail: Buffer.from(`\r\n--${boundary}--\r\n`) };
}

/** Escapes a file name as browsers do, so that a quote or line break cannot end the header. */
function escapeName(name: string): string {
  return name.replace(/[\r\n"]/g, encodeURIComponent);
}
