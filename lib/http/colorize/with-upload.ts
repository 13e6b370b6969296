import "server-only";
import { AppError } from "../../errors/app-error";
import { formatCount } from "../../format/format-numbers";
import { refuseWaitingJob } from "../../jobs/waiting-jobs";
import type { Refusal } from "../../rate-limit/slots";
import { openSpool, type Spool } from "../../storage/spool";
import { holderOf } from "../auth/callers";
import type { CallerContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";
import type { RequestPreferences } from "./preferences/read-preferences";

/** A request's temporary folder. */
export type Upload = { spool: Spool };

/**
 * Runs `work` with an upload slot and a temporary folder, and gives both back whatever happens. For an async request there
 * must also be room in the queue, which is asked about before anything is read.
 * @throws {AppError} too_many_uploads, over_capacity
 */
export async function withUpload<T>(
  { studio, caller, request }: Pick<CallerContext, "studio" | "caller" | "request">,
  { isAsync }: RequestPreferences,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const holder = holderOf(caller, request.headers);
  const full = isAsync ? await refuseWaitingJob(studio.db, studio.settings.MAX_WAITING_JOBS, holder) : null;
  if (full) throw tooManyJobs(studio, full);
  const giveSlotBack = studio.uploads.take(holder);
  if (!giveSlotBack) throw tooManyUploads(studio, studio.uploads.refusal(holder));
  try {
    const spool = await openSpool(studio.settings.DATA_DIR);
    return await work({ spool }).finally(() => spool.remove());
  } finally {
    giveSlotBack();
  }
}

function tooManyUploads({ settings }: Studio, { isOwnShare, held, retryAfterSeconds }: Refusal): AppError {
  const places = settings.MAX_PARALLEL_UPLOADS;
  const full = isOwnShare
    ? `This account, or its network, is uploading ${held} photos already, its share of the ${places} that this studio takes at a time.`
    : `${places} photos are being uploaded already, as many as this studio takes at a time.`;
  return new AppError("too_many_uploads", { detail: `${full} ${tryAgainIn(retryAfterSeconds)}`, retryAfterSeconds });
}

function tooManyJobs({ settings }: Studio, { isOwnShare, held, retryAfterSeconds }: Refusal): AppError {
  const places = settings.MAX_WAITING_JOBS;
  const full = isOwnShare
    ? `This account, or its network, has ${held} jobs in the queue for async jobs, its share of the ${places} places.`
    : `The queue for async jobs is full (${places} jobs).`;
  return new AppError("over_capacity", { detail: `${full} ${tryAgainIn(retryAfterSeconds)}`, retryAfterSeconds });
}

const tryAgainIn = (seconds: number) => `Try again in ${formatCount(seconds, "second")}. Nothing was charged.`;
