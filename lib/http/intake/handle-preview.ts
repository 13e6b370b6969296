import "server-only";
import path from "node:path";
import { withDeadline } from "../../clock/clock";
import { tooLargeError } from "../../colorize/image-input/image-errors";
import { spoolStream } from "../../colorize/image-input/spool-stream";
import { writePreview } from "../../colorize/image-input/write-preview";
import { AppError } from "../../errors/app-error";
import { holderOf } from "../auth/callers";
import { rawBodies } from "../route/body-limits";
import type { CallerContext, RequestContext } from "../route/endpoint";
import { readBody, withBodyDeadline } from "../route/read-body";
import { withIntake } from "./with-intake";

/** Of the decoding alone. HEIC of 100 megapixels takes about twenty seconds on a slow core. */
const previewSeconds = 60;

/**
 * A small JPEG of a photo in a format that browsers cannot show, such as TIFF or HEIC. Costs nothing and keeps nothing.
 * @throws {AppError} rate_limited, over_capacity, invalid_request, and the image_* codes
 */
export async function handlePreview(context: CallerContext): Promise<Response> {
  const { request, caller } = context;
  const holder = holderOf(caller, request.headers);
  return withIntake(context, async ({ dir }) => {
    const received = await receivePhoto(context, path.join(dir, "received"));
    const preview = await withDeadline(previewSeconds, tooSlow, (deadline) =>
      writePreview(received, { spoolDir: dir, holder, signal: AbortSignal.any([deadline, request.signal]) }),
    );
    return new Response(new Uint8Array(preview), { headers: { "Content-Type": "image/jpeg" } });
  });
}

async function receivePhoto({ request, studio }: RequestContext, file: string) {
  if (!request.body) throw refuse("The request has no body.");
  const limits = { ...rawBodies.photo, tooLarge: tooLargeError, refuse };
  const received = await withBodyDeadline(studio, refuse, (signal) =>
    spoolStream(readBody(request, limits, signal), { path: file, ...limits, signal }),
  );
  return { ...received, path: file };
}

const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
const tooSlow = () =>
  new AppError("over_capacity", {
    detail: "The studio is too busy to make a preview now. The photo itself can be sent all the same.",
    retryAfterSeconds: 30,
  });
