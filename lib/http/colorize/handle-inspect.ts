import "server-only";
import path from "node:path";
import { withDeadline } from "../../clock/clock";
import { spoolStream } from "../../colorize/image-input/spool-stream";
import { inspectCopy } from "../../colorize/inspect-copy";
import { AppError } from "../../errors/app-error";
import { openSpool } from "../../storage/spool";
import { holderOf } from "../auth/callers";
import { rawBodies } from "../route/body-limits";
import { countAttempt } from "../route/check-rate";
import { checkServiceOpen } from "../route/check-service-open";
import type { CallerContext, RequestContext } from "../route/endpoint";
import { readBody, withBodyDeadline } from "../route/read-body";

/** An inspection that takes longer helps nobody: the photo itself has been sent by then. */
const inspectSeconds = 20;

/**
 * What can be seen in a photo before it is sent, from a small copy of it. Costs nothing and keeps nothing.
 * @throws {AppError} rate_limited, maintenance, not_configured, over_capacity, invalid_request, image_corrupt
 */
export async function handleInspect(context: CallerContext): Promise<Response> {
  const { studio, request, caller } = context;
  const holder = holderOf(caller, request.headers);
  // Counted apart from the account's other requests: an inspection must never be why a photo is refused.
  await countAttempt(
    studio.limits.inspections,
    caller.userId,
    (limit) => `The limit is ${limit} inspections a minute.`,
  );
  await checkServiceOpen(context);
  const giveSlotBack = studio.inspections.take(holder);
  if (!giveSlotBack) throw busy(studio.inspections.refusal(holder));
  try {
    const spool = await openSpool(studio.settings.DATA_DIR);
    try {
      const file = path.join(spool.dir, "copy");
      await receiveCopy(context, file);
      const inspection = await withDeadline(inspectSeconds, busy, (deadline) =>
        inspectCopy(studio.provider, { path: file, holder, signal: AbortSignal.any([deadline, request.signal]) }),
      );
      return Response.json(inspection);
    } finally {
      await spool.remove();
    }
  } finally {
    giveSlotBack();
  }
}

/**
 * Streams the body, which is the file itself, to `path`, within the upload deadline.
 * @throws {AppError} invalid_request for a body that is too large, too slow, broken off or not there
 */
async function receiveCopy({ request, studio }: RequestContext, path: string): Promise<void> {
  if (!request.body) throw refuse("The request has no body.");
  const limits = { ...rawBodies.copy, tooLarge, refuse };
  await withBodyDeadline(studio, refuse, (signal) =>
    spoolStream(readBody(request, limits, signal), { path, ...limits, signal }),
  );
}

const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
const tooLarge = () => refuse(`A copy to inspect may have ${rawBodies.copy.maxBytes} bytes.`);
const busy = ({ retryAfterSeconds } = { retryAfterSeconds: 5 }) =>
  new AppError("over_capacity", { detail: "The studio is too busy to inspect a photo now.", retryAfterSeconds });
