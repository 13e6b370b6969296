import "server-only";
import type { Db, Tx } from "../db/client";
import { AppError } from "../errors/app-error";

/** Why a job ends that its owner canceled: for the run, and for the caller who still waits for its answer. */
export const canceledError = () =>
  new AppError("job_canceled", { detail: "This job was canceled; nothing was charged." });

export const isCanceled = (error: unknown) => error instanceof AppError && error.code === "job_canceled";

/** Why a job could not go on: its owner wants it ended, or a sweeper took this process for dead. For throwing. */
export async function causeOfLostJob(db: Db | Tx, jobId: string): Promise<Error> {
  const job = await db.job.findUnique({ where: { id: jobId }, select: { cancelAskedAt: true } });
  return job?.cancelAskedAt ? canceledError() : new Error(`Job ${jobId} was settled by someone else`);
}
