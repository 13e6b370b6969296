import "server-only";
import path from "node:path";
import type { postQuerySchema } from "../../contract/photos/shares";
import { AppError } from "../../errors/app-error";
import { checkShareable } from "../../shares/create-share";
import { holderOf } from "../auth/callers";
import { findCallersJob } from "../jobs/handle-jobs";
import type { CallerContext, IdParams, QueryOf } from "../route/endpoint";
import { streamStored } from "../route/stored-file-response";

/**
 * A picture of the photo before and after, to post elsewhere; made once and kept with the job's files.
 * @throws {AppError} not_found, job_not_finished, job_deleted, rate_limited, over_capacity
 */
export async function handleBeforeAfter(
  context: CallerContext & IdParams & QueryOf<typeof postQuerySchema>,
): Promise<Response> {
  const { studio, caller, request, query } = context;
  const job = await findCallersJob(context);
  checkShareable(job, studio.clock.now());
  const holder = holderOf(caller, request.headers);
  const giveSlotBack = studio.posts.take(holder);
  if (!giveSlotBack) {
    const { retryAfterSeconds } = studio.posts.refusal(holder);
    const detail = "Too many pictures to post are being made now.";
    throw new AppError("over_capacity", { detail, retryAfterSeconds });
  }
  const key = await studio.pictures.prepare(job, query.kind).finally(giveSlotBack);
  const name = `${path.parse(job.inputName ?? "photo").name}-before-after${path.extname(key)}`;
  return streamStored(context, { key, name, isAttachment: true, cacheControl: "private, no-cache" });
}
