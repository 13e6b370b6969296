import "server-only";
import { withDeadline } from "../../clock/clock";
import { maxBodyBytes } from "../../contract/limits";
import type { OutputFormat } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import type { Spool } from "../../storage/spool";
import type { RequestContext } from "../route/request-context";
import { readOrderForm } from "./multipart/read-order-form";

/**
 * Reads the form while it streams in, within the declared-length limit and the upload deadline.
 * @param likedFormat of the output, where the form names none
 * @throws {AppError} image_too_large before a byte is read, invalid_multipart when the upload is too slow, and the form's own
 */
export async function receiveForm(
  { request, studio }: RequestContext,
  spool: Spool,
  likedFormat: OutputFormat | null = null,
) {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBodyBytes) {
    const detail = `The request announces ${declared} bytes; an image may have 25 MiB (26214400 bytes).`;
    throw new AppError("image_too_large", { detail, param: "image" });
  }
  const seconds = studio.settings.UPLOAD_TIMEOUT_SECONDS;
  const tooSlow = () => {
    return new AppError("invalid_multipart", { detail: `The upload took longer than ${seconds} seconds.` });
  };
  return withDeadline(seconds, tooSlow, (signal) =>
    readOrderForm(request, { spoolDir: spool.dir, signal, likedFormat }),
  );
}
