import "server-only";
import type { Db, Tx } from "../db/client";
import { canceledError } from "./canceled-error";

/** Why a job could not go on: its owner wants it ended, or a sweeper took this process for dead. For throwing. */
export async function causeOfLostJob(db: Db | Tx, jobId: string): Promise<Error> {
  const job = await db.job.findUnique({ where: { id: jobId }, select: { cancelRequestedAt: true } });
  return job?.cancelRequestedAt ? canceledError() : new Error(`Job ${jobId} was settled by someone else`);
}
