import "server-only";
import path from "node:path";
import { z } from "zod";
import { withDeadline } from "../../clock/clock";
import { tooLargeError } from "../../colorize/image-input/image-errors";
import { spoolStream } from "../../colorize/image-input/spool-stream";
import { writePreview } from "../../colorize/image-input/write-preview";
import { headers as headerNames } from "../../contract/headers";
import { editFields } from "../../contract/photos/edits";
import { AppError } from "../../errors/app-error";
import { holderOf } from "../auth/callers";
import { rawBodies } from "../route/body-limits";
import type { CallerContext, QueryOf, RequestContext } from "../route/endpoint";
import { readBody, withBodyDeadline } from "../route/read-body";
import { withIntake } from "./with-intake";

/** Of the decoding alone. HEIC of 100 megapixels takes about twenty seconds on a slow core. */
const previewSeconds = 60;

/** The edits that the preview shows, spelled as in a form. */
export const previewQuery = z.object(editFields);

/**
 * A small JPEG of a photo in a format that browsers cannot show, such as TIFF or HEIC, of one of its pages, or of what edits make of
 * it. The header X-Photo-Pages says how many pages there are. Costs nothing and keeps nothing.
 * @throws {AppError} rate_limited, over_capacity, invalid_request, page_not_found, and the image_* codes
 */
export async function handlePreview(context: CallerContext & QueryOf<typeof previewQuery>): Promise<Response> {
  const { request, caller, query: edits } = context;
  const holder = holderOf(caller, request.headers);
  return withIntake(context, async ({ dir }) => {
    const received = await receivePhoto(context, path.join(dir, "received"));
    const { jpeg, pages } = await withDeadline(previewSeconds, tooSlow, (deadline) =>
      writePreview(received, { spoolDir: dir, edits, holder, signal: AbortSignal.any([deadline, request.signal]) }),
    );
    const headers = { "Content-Type": "image/jpeg", [headerNames.photoPages]: String(pages) };
    return new Response(new Uint8Array(jpeg), { headers });
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
