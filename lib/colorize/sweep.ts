import "server-only";
import { expireLots } from "../credits/expire-lots";
import { AppError } from "../errors/app-error";
import { findExpiredFiles, markFilesDeleted } from "../jobs/expired-files";
import { findDeadJobs } from "../jobs/find-dead-jobs";
import { deleteOldIdempotencyKeys } from "../jobs/idempotency-keys";
import { repeatEvery } from "../lifecycle/repeat-every";
import { recordLowCredits } from "../webhooks/record-low-credits";
import type { ColorizeTools } from "./colorize-tools";
import { closeCanceledJob, closeFailedJob } from "./job-transactions";

const batch = 100;

/** Gives back the holds of jobs whose process died. Safe to run in several processes at once. Returns how many. */
export async function sweepDeadJobs(tools: ColorizeTools): Promise<number> {
  const died = new AppError("internal_error", { detail: "The studio stopped while this photo was being coloured." });
  const jobs = await findDeadJobs(tools.db, tools.clock.now());
  for (const { id, cancelAskedAt } of jobs) {
    if (cancelAskedAt) await closeCanceledJob(tools, id);
    else await closeFailedJob(tools, id, died);
    tools.log.warn({ jobId: id }, "gave back the hold of a job whose process died");
  }
  return jobs.length;
}

/** Deletes the files of jobs past their retention; the rows stay for the record. Returns how many. */
export async function sweepExpiredFiles({ db, storage, clock }: ColorizeTools): Promise<number> {
  const jobs = await findExpiredFiles(db, clock.now(), batch);
  for (const { id } of jobs) {
    await storage.deleteJob(id);
    await markFilesDeleted(db, id, clock.now());
  }
  return jobs.length;
}

/** Everything that time alone brings about: dead jobs, and files, idempotency keys and credits past their date. */
export async function sweep(tools: ColorizeTools): Promise<void> {
  await sweepDeadJobs(tools);
  await sweepExpiredFiles(tools);
  await deleteOldIdempotencyKeys(tools.db, tools.clock.now());
  const now = tools.clock.now();
  await expireLots(tools.db, now, (tx, userId) => recordLowCredits(tx, userId, now));
}

/** Sweeps now and every `everyMs`. The returned function stops it and waits for the sweep that is under way. */
export function startSweeper(tools: ColorizeTools, everyMs: number): () => Promise<void> {
  const onError = (error: unknown) => tools.log.error({ err: error }, "the sweep failed; it is tried again");
  return repeatEvery(() => sweep(tools), everyMs, { onError }).stop;
}
