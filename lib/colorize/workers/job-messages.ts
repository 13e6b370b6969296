import "server-only";
import { z } from "zod";
import { type Db, inTransaction, sql, type Tx } from "../../db/client";
import { type Fence, handBackJob } from "../../jobs/queued-jobs";
import { addMessage, hasMessage } from "../../queue/add-message";

export const jobMessageSchema = z.object({ jobId: z.string() });

/** Beyond every turn of live work. */
const testPriority = -1_000_000_000;

/** Lets workers know of a job that waits. Live jobs go before test jobs, and both in the order of their turns. */
export async function addJobMessage(
  tx: Tx,
  { jobId, turn, isTest }: { jobId: string; turn: number; isTest: boolean },
  startAfterSeconds = 0,
): Promise<void> {
  await addMessage(tx, "colorize", { jobId }, { priority: (isTest ? testPriority : 0) - turn, startAfterSeconds });
}

type Returned = Fence & { jobId: string; isCounted: boolean; deadAt?: Date; startAfterSeconds?: number };

/** Lets a job that this worker had, or a dead one, wait for another worker. False when it is no longer that worker's. */
export async function requeueJob(tx: Tx, { startAfterSeconds, ...job }: Returned): Promise<boolean> {
  const back = await handBackJob(tx, job);
  if (back) await addJobMessage(tx, { jobId: job.jobId, ...back }, startAfterSeconds);
  return back !== null;
}

const lostAfterSeconds = 60;
const lostAtOnce = 100;
type Lost = { id: string; turn: number; isTest: boolean };

/** Adds messages for jobs that wait and have none, the longest first: a restored database has no queue. Returns how many. */
export async function requeueLostJobs(db: Db, now: Date): Promise<number> {
  const lost = await db.$queryRaw<Lost[]>`
    SELECT id, turn, "isTest" FROM (
      SELECT id, turn, "isTest" FROM jobs
      WHERE "queuedAt" < ${now}::timestamptz - make_interval(secs => ${lostAfterSeconds}) AND status = 'queued'
        AND "leaseUntil" IS NULL AND "cancelRequestedAt" IS NULL
      ORDER BY turn LIMIT ${lostAtOnce}
    ) AS waiting WHERE NOT ${hasMessage("colorize", sql`jsonb_build_object('jobId', waiting.id)`)}`;
  await inTransaction(db, async (tx) => {
    for (const { id: jobId, turn, isTest } of lost) await addJobMessage(tx, { jobId, turn, isTest });
  });
  return lost.length;
}
