import "server-only";
import { withDeadline } from "../clock/with-deadline";
import { spoolStream } from "../colorize/image-input/spool-stream";
import { maxCopyBytes } from "../contract/limits";
import { AppError } from "../errors/app-error";
import type { RequestContext } from "./request-context";

/**
 * Streams the body, which is the file itself, to `path`, within the upload deadline.
 * @throws {AppError} invalid_request for a body that is too large, too slow, broken off or not there
 */
export async function receiveCopy({ request, studio }: RequestContext, path: string): Promise<void> {
  const { body, headers } = request;
  if (!body) throw refuse("The request has no body.");
  if (Number(headers.get("content-length") ?? 0) > maxCopyBytes) throw tooLarge();
  const seconds = studio.settings.UPLOAD_TIMEOUT_SECONDS;
  const tooSlow = () => refuse(`The upload took longer than ${seconds} seconds.`);
  await withDeadline(seconds, tooSlow, (signal) =>
    spoolStream(readBody(body, signal), { path, maxBytes: maxCopyBytes, tooLarge, signal }),
  );
}

/** Not the stream's own iterator: leaving that early cancels the stream, which cuts the connection before the answer is out. */
async function* readBody(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const brokenOff = (cause: unknown) => {
    throw refuse("The body broke off before its end.", cause);
  };
  for (;;) {
    const { done, value } = await Promise.race([reader.read().catch(brokenOff), aborted]);
    if (done) return;
    yield value;
  }
}

const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
const tooLarge = () => refuse(`A copy to be looked at may have ${maxCopyBytes} bytes.`);
