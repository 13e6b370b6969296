import "server-only";
import { withDeadline } from "../../clock/clock";
import { spoolStream } from "../../colorize/image-input/spool-stream";
import { maxCopyBytes } from "../../contract/limits";
import { AppError } from "../../errors/app-error";
import { readBody } from "../route/read-body";
import type { RequestContext } from "../route/request-context";

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
    spoolStream(readBody(body, { brokenOff, signal }), { path, maxBytes: maxCopyBytes, tooLarge, signal }),
  );
}

const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
const brokenOff = (cause: unknown) => refuse("The body broke off before its end.", cause);
const tooLarge = () => refuse(`A copy to be looked at may have ${maxCopyBytes} bytes.`);
