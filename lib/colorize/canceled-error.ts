import "server-only";
import type { Db, Tx } from "../db/client";
import { AppError } from "../errors/app-error";

/** The error that ends a job canceled by its owner. A caller still waiting for the result receives it too. */
export const canceledError = () =>
  new AppError("job_canceled", { detail: "This job was canceled. Nothing was charged." });

export const isCanceled = (error: unknown) => error instanceof AppError && error.code === "job_canceled";

/** The error to throw when a job cannot continue: its owner canceled it, or a sweeper closed it because its lease had expired. */
export async function causeOfLostJob(db: Db | Tx, jobId: string): Promise<Error> {
  const job = await db.job.findUnique({ where: { id: jobId }, select: { cancelRequestedAt: true } });
  return job?.cancelRequestedAt ? canceledError() : new Error(`Job ${jobId} was settled by someone else`);
}
