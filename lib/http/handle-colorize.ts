import "server-only";
import { type ColorizeResult, colorizePhoto } from "../colorize/colorize-photo";
import { readPhoto } from "../colorize/image-input/read-photo";
import type { ColorizeAnswer } from "../contract/answers";
import { headers as names } from "../contract/headers";
import { clientRefSchema } from "../contract/requests";
import { readBalance } from "../credits/read-balance";
import { AppError } from "../errors/app-error";
import { openSpool, type Spool } from "../storage/spool";
import type { Caller } from "./callers/caller";
import { checkRate } from "./check-rate";
import { checkServiceOpen } from "./check-service-open";
import { receiveForm } from "./receive-form";
import type { RequestContext } from "./request-context";
import { requestOrigin } from "./request-origin";

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
      const result = await withUpload(context, (spool) => receiveAndColorize(context, caller, spool));
      return await answer(context, caller, result);
    } catch (error) {
      if (!(error instanceof AppError && error.code === "internal_error")) await tellRemaining(context, caller);
      throw error;
    }
  };
}

async function receiveAndColorize(context: RequestContext, caller: Caller, spool: Spool): Promise<ColorizeResult> {
  const { request, requestId, studio } = context;
  const { order, image } = await receiveForm(context, spool);
  const photo = await readPhoto(image, { spoolDir: spool.dir, fetchImage: studio.fetchImage, signal: request.signal });
  const clientRef = clientRefSchema.safeParse(request.headers.get(names.clientRef));
  return colorizePhoto(studio.colorize, {
    ...caller,
    requestId,
    clientRef: clientRef.success ? clientRef.data : null,
    order,
    photo,
    spool,
    onJob: (jobId) => context.headers.set(names.jobId, jobId),
  });
}

/** Runs `work` with an upload slot and a temporary folder, and gives both back whatever happens. */
async function withUpload<T>({ studio }: RequestContext, work: (spool: Spool) => Promise<T>): Promise<T> {
  const release = studio.uploads.take();
  if (!release) {
    const detail = `This studio takes ${studio.settings.MAX_PARALLEL_UPLOADS} photos at a time, and that many are under way.`;
    throw new AppError("too_many_uploads", { detail, retryAfterSeconds: 2 });
  }
  try {
    const spool = await openSpool(studio.settings.DATA_DIR);
    return await work(spool).finally(() => spool.remove());
  } finally {
    release();
  }
}

async function answer(context: RequestContext, caller: Caller, result: ColorizeResult): Promise<Response> {
  await tellRemaining(context, caller);
  const { headers } = context;
  headers.set(names.creditsCharged, String(result.chargedCredits));
  headers.set(names.model, result.modelTag);
  headers.set(names.provider, result.provider);
  headers.set(names.width, String(result.width));
  headers.set(names.height, String(result.height));
  headers.set(names.processingMs, String(result.processingMs));
  headers.set(names.outputExpiresAt, result.expiresAt.toISOString());
  const outputUrl = new URL(result.outputLink, requestOrigin(context.request.headers)).href;
  const body: ColorizeAnswer = { outputUrl };
  return Response.json(body, { headers: { "Content-Type": "application/json; charset=utf-8" } });
}

/** A balance that cannot be read must not turn an answer into an error. */
async function tellRemaining({ studio, headers, log }: RequestContext, { userId }: Caller): Promise<void> {
  const balance = await readBalance(studio.db, userId).catch((error: unknown) => {
    log.warn({ err: error }, "could not read the balance for a header");
    return null;
  });
  if (balance) headers.set(names.creditsRemaining, String(balance.available));
}
