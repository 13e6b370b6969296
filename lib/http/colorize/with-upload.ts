import "server-only";
import { AppError } from "../../errors/app-error";
import { formatCount } from "../../format/format-numbers";
import type { AsyncPlace } from "../../jobs/async-places";
import type { Holder, Refusal } from "../../rate-limit/slots";
import { openSpool, type Spool } from "../../storage/spool";
import { holderOf } from "../auth/callers";
import type { CallerContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";
import type { RequestPreferences } from "./preferences/read-preferences";

/** How long an async request with a place in the queue waits, its body unread, for one of the uploads before it to end. */
const uploadWaitMs = 10_000;

/** A request's temporary folder and, for an async request, its place in the queue. */
export type Upload = { spool: Spool; place: AsyncPlace | null };

/**
 * Runs `work` with an upload slot and a temporary folder, and gives both back whatever happens. An async request gets a place in
 * the queue first, before anything is read; it is given back unless the work attached it to a job.
 * @throws {AppError} too_many_uploads, over_capacity
 */
export async function withUpload<T>(
  { studio, caller, request }: Pick<CallerContext, "studio" | "caller" | "request">,
  { isAsync }: RequestPreferences,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const holder = holderOf(caller, request.headers);
  const place = isAsync ? await takePlace(studio, holder) : null;
  try {
    const giveSlotBack = await (place ? studio.uploads.takeWithin(uploadWaitMs, holder) : studio.uploads.take(holder));
    if (!giveSlotBack) throw tooManyUploads(studio, studio.uploads.refusal(holder));
    try {
      const spool = await openSpool(studio.settings.DATA_DIR);
      return await work({ spool, place }).finally(() => removeLater(studio, spool));
    } finally {
      giveSlotBack();
    }
  } finally {
    await place?.release();
  }
}

async function takePlace(studio: Studio, holder: Holder): Promise<AsyncPlace> {
  const { place, refusal } = await studio.asyncPlaces.take(holder);
  if (refusal) throw tooManyJobs(studio, refusal);
  return place;
}

/** The answer does not wait for it. What is left is removed at the next start. */
function removeLater({ log }: Studio, spool: Spool): void {
  spool.remove().catch((error: unknown) => log.warn({ err: error }, "could not remove an upload's temporary folder"));
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
