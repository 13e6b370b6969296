import "server-only";
import { readRetentionHours } from "../../accounts/profile";
import type { changeJobSchema, deleteJobsSchema } from "../../contract/job-search";
import { AppError } from "../../errors/app-error";
import { keepFiles, renamePhoto, stopKeepingFiles } from "../../jobs/change-job";
import { findJob } from "../../jobs/find-jobs";
import { removeJobs } from "../../jobs/job-files";
import { deleteSharesOf } from "../../shares/delete-shares";
import { showJob } from "../jobs/job-answers";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";

/**
 * Names a job's photo, keeps its files, or lets them go. Answers the job as it is then.
 * @throws {AppError} not_found; invalid_request where this studio keeps no photos, or this one cannot be kept
 */
export async function handleChangeJob(
  context: CallerContext & IdParams & BodyOf<typeof changeJobSchema>,
): Promise<Response> {
  const { studio, params, caller, body } = context;
  const { db, clock, settings } = studio;
  const owned = { userId: caller.userId, jobId: params.id };
  if (!(await findJob(db, caller.userId, params.id))) throw noSuchJob();
  const now = clock.now();
  if (body.kept === true) {
    if (!settings.KEEP_PHOTOS) throw cannotKeep("This studio deletes every photo when its time is over.");
    const kept = await keepFiles(db, owned, now);
    if (!kept) throw cannotKeep("Only a finished photo that is still there can be kept, and none of a test key.");
  }
  if (body.kept === false) {
    const retentionHours = await readRetentionHours(db, caller.userId, settings.RETENTION_HOURS);
    await stopKeepingFiles(db, owned, { now, retentionHours });
  }
  if (body.name !== undefined) await renamePhoto(db, owned, body.name);
  const row = await findJob(db, caller.userId, params.id);
  if (!row) throw noSuchJob();
  return Response.json(showJob(context, row));
}

/**
 * Deletes many jobs with their files; answers the ids of those that it deleted. The others are not the account's, were deleted
 * before, or have not ended.
 */
export async function handleDeleteJobs(context: CallerContext & BodyOf<typeof deleteJobsSchema>): Promise<Response> {
  const { studio, caller, body, log } = context;
  const deleted = await removeJobs(studio.db, caller.userId, body.jobIds, studio.clock.now());
  await deleteSharesOf(studio.db, deleted);
  for (const id of deleted) {
    // The rows say that the files have to go: the sweep tries again.
    await studio.storage
      .deleteJob(id)
      .catch((error: unknown) => log.error({ err: error, jobId: id }, "could not delete a job's files"));
  }
  return Response.json({ deleted });
}

const noSuchJob = () => new AppError("not_found", { detail: "You have no job with this id." });
const cannotKeep = (detail: string) => new AppError("invalid_request", { detail, param: "kept" });
