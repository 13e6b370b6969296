import "server-only";
import { sumOfUsable } from "../../credits/query-parts";
import { sql, type Tx } from "../../db/client";
import { signalAfterCommit, writeEvent } from "./write-event";

/**
 * Records credits.low when the user's spendable credits are at or below their threshold, once until they have been above it again.
 * Call it in every transaction that permanently changes the spendable credits; a hold may come back, so it does not count. Without
 * a threshold, or without an endpoint for this event, nothing is recorded.
 */
export async function recordLowCredits(tx: Tx, userId: string, now: Date): Promise<void> {
  // Must match isLowOnCredits of lib/contract/billing.ts.
  const rows = await tx.$queryRaw<{ written: number }[]>(sql`
    WITH state AS (
      SELECT account.id, account."lowCreditThreshold" AS threshold, account."lowCreditNotifiedAt" AS told,
        ${sumOfUsable(sql`account.id`, now)} AS available
      FROM users AS account WHERE account.id = ${userId}
        AND (account."lowCreditThreshold" IS NOT NULL OR account."lowCreditNotifiedAt" IS NOT NULL)
    ), above AS (
      UPDATE users AS account SET "lowCreditNotifiedAt" = NULL FROM state
      WHERE account.id = state.id AND state.told IS NOT NULL
        AND (state.threshold IS NULL OR state.available > state.threshold)
    ), below AS (
      UPDATE users AS account SET "lowCreditNotifiedAt" = ${now}::timestamptz FROM state
      WHERE account.id = state.id AND account."lowCreditNotifiedAt" IS NULL AND state.available <= state.threshold
        AND EXISTS (
          SELECT FROM webhook_endpoints AS endpoint WHERE endpoint."userId" = account.id
            AND endpoint."disabledAt" IS NULL AND 'credits.low' = ANY (endpoint.events)
        )
      RETURNING account.id, state.available, state.threshold
    ), happened AS (
      SELECT below.id AS "userId", 'credits.low' AS type,
        jsonb_build_object('available', below.available, 'threshold', below.threshold) AS payload FROM below
    ), ${writeEvent(now)}
    SELECT count(*)::int AS written FROM delivery`);
  if (rows[0]?.written) signalAfterCommit(tx);
}
