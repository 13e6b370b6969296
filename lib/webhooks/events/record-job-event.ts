import "server-only";
import { spendableOf } from "../../credits/query-parts";
import { type Sql, sql, type Tx } from "../../db/client";
import { findLowCredits } from "./record-low-credits";
import { newEventId, signalAfterCommit, writeEvents } from "./write-event";

/**
 * Records the webhook events of an ended job: job.succeeded or job.failed, and credits.low when it is due. Call it once per job, in
 * the transaction that ends the job, after the changes of the job's row and of the ledger. A canceled job has no event.
 */
export async function recordJobEvent(tx: Tx, { jobId, now }: { jobId: string; now: Date }): Promise<void> {
  const owner = sql`(SELECT "userId" FROM jobs WHERE id = ${jobId})`;
  const rows = await tx.$queryRaw<{ written: number }[]>(sql`
    WITH ended AS (SELECT id, "userId", status::text FROM jobs WHERE id = ${jobId} AND status IN ('succeeded', 'failed')),
    ${spendableOf(owner, now)}, ${writeJobEvent(now)}
    SELECT count(*)::int AS written FROM delivery`);
  if (rows[0]?.written) signalAfterCommit(tx);
}

/**
 * CTEs of the same, for the statement that ends the job. They need `ended` (id, "userId", status) and `spendable` ("userId", credits),
 * and end with `delivery`, which has one row per delivery: wake the delivery worker for those.
 */
export const writeJobEvent = (now: Date): Sql => sql`
  ${findLowCredits(now)},
  happened AS (
    SELECT ${newEventId()}, "userId", 'job.' || status AS type, jsonb_build_object('jobId', id) AS payload FROM ended
    UNION ALL SELECT * FROM low
  ), ${writeEvents(now)}`;
