import "server-only";
import { type ColorizeRequest, colorizeLater, colorizePhoto } from "../../colorize/colorize-photo";
import { findEarlierJob } from "../../colorize/find-earlier-job";
import { fingerprintRequest } from "../../colorize/fingerprint-request";
import { readPhoto } from "../../colorize/image-input/read-photo";
import { headers as names } from "../../contract/headers";
import { clientRefSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import type { Caller } from "../auth/caller";
import { checkRate } from "../route/check-rate";
import { checkServiceOpen } from "../route/check-service-open";
import type { RequestContext } from "../route/request-context";
import { tellRemaining } from "../route/write-remaining";
import { answerAccepted, answerAgain, answerResult } from "./colorize-answers";
import { readWishes, type Wishes } from "./preferences/read-preferences";
import { receiveForm } from "./receive-form";
import { type Upload, withUpload } from "./with-upload";

/**
 * The one flow behind both doors; they differ only in `whoAsks`. The order is the contract's: each step comes before the
 * next costs anything.
 */
export function handleColorize(whoAsks: (context: RequestContext) => Promise<Caller>) {
  return async (context: RequestContext): Promise<Response> => {
    const caller = await whoAsks(context);
    await checkRate(context, caller);
    try {
      await checkServiceOpen(context.studio, caller);
      const wishes = readWishes(context.request.headers, caller);
      const response = await withUpload(context, wishes, async (upload) => {
        const request = await receive(context, caller, wishes, upload);
        return colorize(context, wishes, request, upload);
      });
      await tellRemaining(context, caller);
      return response;
    } catch (error) {
      if (!(error instanceof AppError && error.code === "internal_error")) await tellRemaining(context, caller);
      throw error;
    }
  };
}

async function receive(
  context: RequestContext,
  caller: Caller,
  wishes: Wishes,
  { spool }: Upload,
): Promise<ColorizeRequest> {
  const { request, requestId, studio, headers } = context;
  const { order, image } = await receiveForm(context, spool, wishes.picture);
  const photo = await readPhoto(image, { spoolDir: spool.dir, fetchImage: studio.fetchImage, signal: request.signal });
  const clientRef = clientRefSchema.safeParse(request.headers.get(names.clientRef));
  const key = wishes.idempotencyKey;
  const fingerprint = fingerprintRequest({ order, photo, mode: caller.mode });
  return {
    ...caller,
    requestId,
    clientRef: clientRef.success ? clientRef.data : null,
    order,
    photo,
    spool,
    idempotency: key === null ? null : { path: request.nextUrl.pathname, key, fingerprint },
    onJob: (jobId) => headers.set(names.jobId, jobId),
  };
}

async function colorize(context: RequestContext, wishes: Wishes, request: ColorizeRequest, upload: Upload) {
  const tools = context.studio.colorize;
  try {
    if (!wishes.later) return await answerResult(context, wishes, await colorizePhoto(tools, request));
    const jobId = await colorizeLater(tools, request, upload.end);
    upload.keep();
    return answerAccepted(context, { jobId, status: "queued" });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "idempotency_in_progress")) throw error;
    // Gone already: the first request failed this very moment, and repeating this one will run.
    const earlier = await findEarlierJob(tools, request);
    if (!earlier) throw error;
    return answerAgain(context, wishes, earlier);
  }
}
