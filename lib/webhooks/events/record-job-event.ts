import "server-only";
import type { Tx } from "../../db/client";
import { sql } from "../../db/sql";
import { recordLowCredits } from "./record-low-credits";
import { signalAfterCommit, writeEvent } from "./write-event";

/**
 * Records what webhooks are told when a job has ended: job.succeeded or job.failed, and credits.low when that is so now.
 * Belongs into the transaction that ends the job, after the job's row and the ledger have changed; once for each job. Says
 * nothing of a canceled job: its owner ended it.
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
