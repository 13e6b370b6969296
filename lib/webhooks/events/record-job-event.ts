import "server-only";
import { sql, type Tx } from "../../db/client";
import { recordLowCredits } from "./record-low-credits";
import { signalAfterCommit, writeEvent } from "./write-event";

/**
 * Records the webhook events of an ended job: job.succeeded or job.failed, and credits.low when it is due. Call it once per job, in
 * the transaction that ends the job, after the changes of the job's row and of the ledger. A canceled job has no event.
 */
export async function recordJobEvent(tx: Tx, { jobId, now }: { jobId: string; now: Date }): Promise<void> {
  const rows = await tx.$queryRaw<{ userId: string; written: number }[]>(sql`
    WITH job AS (SELECT "userId", status FROM jobs WHERE id = ${jobId}),
    happened AS (
      SELECT "userId", 'job.' || status::text AS type, jsonb_build_object('jobId', ${jobId}::text) AS payload
      FROM job WHERE status IN ('succeeded', 'failed')
    ), ${writeEvent(now)}
    SELECT job."userId", (SELECT count(*)::int FROM delivery) AS written FROM job`);
  const [row] = rows;
  if (!row) return;
  if (row.written > 0) signalAfterCommit(tx);
  await recordLowCredits(tx, row.userId, now);
}
