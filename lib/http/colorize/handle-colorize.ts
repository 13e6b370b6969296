import "server-only";
import { colorizeAsync, colorizePhoto } from "../../colorize/colorize-photo";
import type { ColorizeRequest } from "../../colorize/colorize-request";
import { findEarlierJob, fingerprintRequest } from "../../colorize/idempotency/find-earlier-job";
import { readPhoto } from "../../colorize/image-input/read-photo";
import { headers as names } from "../../contract/headers";
import { clientRefSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import type { CallerContext } from "../route/endpoint";
import { withBodyDeadline } from "../route/read-body";
import { checkRoom, checkTestJobs } from "./check-room";
import { answerAccepted, answerAgain, answerResult } from "./colorize-answers";
import { decodeHolderOf } from "./decode-holder";
import { readOrderForm, refuseForm } from "./multipart/read-order-form";
import { type RequestPreferences, readPreferences } from "./preferences/read-preferences";
import { recordRefusal, type SentPhoto } from "./record-refusal";
import { type Upload, withUpload } from "./with-upload";

/**
 * The one flow behind both doors; they differ only in how the caller is authenticated. The order is the contract's: each step
 * comes before the next costs anything.
 */
export async function handleColorize(context: CallerContext): Promise<Response> {
  const sent: SentPhoto = { name: null };
  try {
    return await serve(context, sent);
  } catch (error) {
    await recordRefusal(context, sent, error);
    throw error;
  }
}

async function serve(context: CallerContext, sent: SentPhoto): Promise<Response> {
  const preferences = readPreferences(context.request.headers, context.caller);
  await checkRoom(context);
  return withUpload(context, preferences, async (upload) => {
    await checkTestJobs(context);
    const request = await receive(context, preferences, upload, sent);
    return colorize(context, preferences, request, upload);
  });
}

async function receive(
  context: CallerContext,
  preferences: RequestPreferences,
  { spool }: Upload,
  sent: SentPhoto,
): Promise<ColorizeRequest> {
  const { request, requestId, studio, headers, caller } = context;
  const onIgnored = (fields: string) => headers.set(names.ignoredFields, fields);
  const onName = (name: string | null) => {
    sent.name = name;
  };
  const { order, image } = await withBodyDeadline(studio, refuseForm, (signal) =>
    readOrderForm(request, { spoolDir: spool.dir, signal, preferredFormat: preferences.picture, onIgnored, onName }),
  );
  const photo = await readPhoto(image, {
    spoolDir: spool.dir,
    fetchImage: studio.fetchImage,
    edits: order,
    signal: request.signal,
    holder: await decodeHolderOf(context, order),
  });
  if (photo.pages > 1) headers.set(names.photoPages, String(photo.pages));
  if (photo.notes.length > 0) headers.set(names.photoNotes, photo.notes.join(", "));
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
  context: CallerContext,
  preferences: RequestPreferences,
  request: ColorizeRequest,
  { place }: Upload,
) {
  const deps = context.studio.colorize;
  try {
    if (!place) return await answerResult(context, preferences, await colorizePhoto(deps, request));
    const jobId = await colorizeAsync(deps, request);
    // The job is accepted: an error would say that nothing will be charged. Its place is free early then, and nothing else.
    await place
      .attach(jobId)
      .catch((error: unknown) =>
        context.log.error({ err: error, jobId }, "could not give a job its place in the queue"),
      );
    return answerAccepted(context, { jobId, status: "queued" });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "idempotency_in_progress")) throw error;
    // Gone already: the first request failed this very moment, and repeating this one will run.
    const earlier = await findEarlierJob(deps, request);
    if (!earlier) throw error;
    return answerAgain(context, preferences, earlier);
  }
}
