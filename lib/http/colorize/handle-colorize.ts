import "server-only";
import { colorizeAsync, colorizePhoto } from "../../colorize/colorize-photo";
import type { ColorizeRequest } from "../../colorize/colorize-request";
import { findEarlierJob, fingerprintRequest } from "../../colorize/find-earlier-job";
import { readPhoto } from "../../colorize/image-input/read-photo";
import { headers as names } from "../../contract/headers";
import { clientRefSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import type { Caller } from "../auth/caller";
import { checkRate } from "../route/check-rate";
import { checkServiceOpen } from "../route/check-service-open";
import type { RequestContext } from "../route/request-context";
import { setRemainingCredits } from "../route/write-remaining";
import { answerAccepted, answerAgain, answerResult } from "./colorize-answers";
import { type RequestPreferences, readPreferences } from "./preferences/read-preferences";
import { receiveForm } from "./receive-form";
import { type Upload, withUpload } from "./with-upload";

/**
 * The one flow behind both doors; they differ only in `authenticate`. The order is the contract's: each step comes before the
 * next costs anything.
 */
export function handleColorize(authenticate: (context: RequestContext) => Promise<Caller>) {
  return async (context: RequestContext): Promise<Response> => {
    const caller = await authenticate(context);
    await checkRate(context, caller);
    try {
      await checkServiceOpen(context.studio, caller);
      const preferences = readPreferences(context.request.headers, caller);
      const response = await withUpload(context, preferences, async (upload) => {
        const request = await receive(context, caller, preferences, upload);
        return colorize(context, preferences, request, upload);
      });
      await setRemainingCredits(context, caller);
      return response;
    } catch (error) {
      if (!(error instanceof AppError && error.code === "internal_error")) await setRemainingCredits(context, caller);
      throw error;
    }
  };
}

async function receive(
  context: RequestContext,
  caller: Caller,
  preferences: RequestPreferences,
  { spool }: Upload,
): Promise<ColorizeRequest> {
  const { request, requestId, studio, headers } = context;
  const { order, image } = await receiveForm(context, spool, preferences.picture);
  const photo = await readPhoto(image, { spoolDir: spool.dir, fetchImage: studio.fetchImage, signal: request.signal });
  const clientRef = clientRefSchema.safeParse(request.headers.get(names.clientRef));
  const key = preferences.idempotencyKey;
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

async function colorize(
  context: RequestContext,
  preferences: RequestPreferences,
  request: ColorizeRequest,
  upload: Upload,
) {
  const deps = context.studio.colorize;
  try {
    if (!preferences.isAsync) return await answerResult(context, preferences, await colorizePhoto(deps, request));
    const jobId = await colorizeAsync(deps, request, upload.end);
    upload.keep();
    return answerAccepted(context, { jobId, status: "queued" });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "idempotency_in_progress")) throw error;
    // Gone already: the first request failed this very moment, and repeating this one will run.
    const earlier = await findEarlierJob(deps, request);
    if (!earlier) throw error;
    return answerAgain(context, preferences, earlier);
  }
}
