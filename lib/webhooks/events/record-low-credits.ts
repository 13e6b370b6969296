import "server-only";
import { spendableOf } from "../../credits/query-parts";
import { type Sql, sql, type Tx } from "../../db/client";
import { insertLowCreditMails, wantsLowCreditMail } from "../../mail/drafts";
import { newEventId, signalAfterCommit, writeEvents } from "./write-event";

/**
 * Records credits.low and writes a mail when the user's spendable credits are at or below their threshold, once until they have been
 * above it again. Call it in every transaction that permanently changes the spendable credits; a hold may come back, so it does not
 * count. Without a threshold, or with neither an endpoint for this event nor a wish for the mail, nothing is recorded.
 */
export async function recordLowCredits(tx: Tx, userId: string, now: Date): Promise<void> {
  const rows = await tx.$queryRaw<{ written: number }[]>(sql`
    WITH ${spendableOf(sql`${userId}`, now)},
    ${findLowCredits(now)},
    happened AS (SELECT * FROM low), ${writeEvents(now)}
    SELECT count(*)::int AS written FROM delivery`);
  if (rows[0]?.written) signalAfterCommit(tx);
}

/** CTEs of the same, for a larger statement. They need `spendable` ("userId", credits), and end with `low`, a row for `happened`. */
export const findLowCredits = (now: Date): Sql =>
  // Must match isLowOnCredits of lib/contract/billing.ts.
  sql`
    state AS (
      SELECT account.id, account."lowCreditThreshold" AS threshold, account."lowCreditNotifiedAt" AS told,
        spendable.credits AS available
      FROM users AS account JOIN spendable ON spendable."userId" = account.id
      WHERE account."lowCreditThreshold" IS NOT NULL OR account."lowCreditNotifiedAt" IS NOT NULL
    ), above AS (
      UPDATE users AS account SET "lowCreditNotifiedAt" = NULL FROM state
      WHERE account.id = state.id AND state.told IS NOT NULL
        AND (state.threshold IS NULL OR state.available > state.threshold)
    ), below AS (
      UPDATE users AS account SET "lowCreditNotifiedAt" = ${now}::timestamptz FROM state
      WHERE account.id = state.id AND account."lowCreditNotifiedAt" IS NULL AND state.available <= state.threshold
        AND (${wantsLowCreditMail} OR EXISTS (
          SELECT FROM webhook_endpoints AS endpoint WHERE endpoint."userId" = account.id
            AND endpoint."disabledAt" IS NULL AND 'credits.low' = ANY (endpoint.events)
        ))
      RETURNING account.id, state.available, state.threshold
    ), low AS (
      SELECT ${newEventId()}, below.id AS "userId", 'credits.low' AS type,
        jsonb_build_object('available', below.available, 'threshold', below.threshold) AS payload FROM below
    ), ${insertLowCreditMails(now)}`;
