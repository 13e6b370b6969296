import "server-only";
import { sql, type Tx } from "../db/client";
import { spendingOrder } from "./query-parts";
import { lockAccount, type Outcome, raced, record, runStatement } from "./statement-parts";

/**
 * The job succeeded: `credits` of its hold, a whole number of 1 or more, become revenue, and what was held beyond that goes back
 * as a release gives back, as if only `credits` had ever been held. False when the hold was settled before, or there is none.
 * @throws {Error} less is held than `credits`; nothing changed then
 */
export function captureHold(tx: Tx, jobId: string, credits: number, now = new Date()): Promise<boolean> {
  if (!Number.isSafeInteger(credits) || credits <= 0) throw new RangeError("a capture takes a whole number above 0");
  return settle(tx, { kind: "capture", jobId, credits, reason: "job succeeded", now });
}

/**
 * The job did not succeed: its hold goes back to the very lots it came from. What is owed is paid first; credits of a lot that
 * expired meanwhile expire now; those of a disputed purchase join the rest of it. False when the hold was settled before, or
 * there is none.
 */
export function releaseHold(tx: Tx, jobId: string, reason: string, now = new Date()): Promise<boolean> {
  return settle(tx, { kind: "release", jobId, credits: 0, reason, now });
}

type Settlement = {
  kind: "capture" | "release";
  jobId: string;
  /** How many of the held credits are spent; the rest goes back. */
  credits: number;
  reason: string;
  now: Date;
};

async function settle(tx: Tx, { kind, jobId, credits, reason, now }: Settlement): Promise<boolean> {
  const state = kind === "capture" ? "captured" : "released";
  const row = await runStatement<Outcome & { short: boolean }>(
    tx,
    () => sql`
    WITH hold AS (
      SELECT "jobId", "userId", credits FROM credit_holds
      WHERE "jobId" = ${jobId} AND state = 'open' AND credits >= ${credits}::int FOR UPDATE
    ), ${lockAccount(sql`(SELECT "userId" FROM hold)`)},
    taken AS (
      SELECT lot.id, lot."frozenAt" IS NOT NULL AS frozen, from_lot.credits, account.debt,
        sum(from_lot.credits) OVER spending - from_lot.credits AS before, row_number() OVER spending AS place,
        coalesce(lot."expiresAt" <= ${now}::timestamptz, false) AS expired
      FROM account CROSS JOIN credit_hold_lots AS from_lot JOIN credit_lots AS lot ON lot.id = from_lot."lotId"
      WHERE from_lot."jobId" = ${jobId}
      WINDOW spending AS (ORDER BY ${spendingOrder})
    ), part AS (
      SELECT id, frozen, debt, place, expired,
        (credits - least(credits, greatest(0, ${credits}::int - before)))::int AS credits
      FROM taken
    ), living AS (
      SELECT id, frozen, credits,
        least(credits, greatest(0, debt - (sum(credits) OVER (ORDER BY frozen, place) - credits)))::int AS paid
      FROM part WHERE NOT expired
    ), total AS (
      SELECT coalesce(sum(credits - paid) FILTER (WHERE NOT frozen), 0)::int AS available,
        coalesce(sum(credits - paid) FILTER (WHERE frozen), 0)::int AS frozen,
        coalesce(sum(paid), 0)::int AS paid,
        (SELECT coalesce(sum(credits), 0)::int FROM part WHERE expired) AS expired
      FROM living
    ), lots AS (
      UPDATE credit_lots AS lot SET remaining = lot.remaining + living.credits - living.paid
      FROM living WHERE lot.id = living.id AND living.credits > living.paid
    ), settled AS (
      UPDATE credit_holds AS h SET state = ${state}::"CreditHoldState", "settledAt" = now()
      FROM account CROSS JOIN hold WHERE h."jobId" = hold."jobId" RETURNING h.credits
    ), balance AS (
      UPDATE credit_balances AS b SET held = b.held - settled.credits, available = b.available + total.available,
        frozen = b.frozen + total.frozen, debt = b.debt - total.paid, version = b.version + 1
      FROM account CROSS JOIN settled CROSS JOIN total WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT 'held', -credits FROM settled
      UNION ALL SELECT 'system:revenue', ${credits}::int FROM settled
      UNION ALL SELECT 'available', available FROM total
      UNION ALL SELECT 'frozen', frozen FROM total
      UNION ALL SELECT 'debt', paid FROM total
      UNION ALL SELECT 'system:expired', expired FROM total
    ), ${record({ kind, jobId, reason })}
    SELECT (SELECT count(*)::int FROM movement) AS moved, ${raced}, EXISTS (
      SELECT FROM credit_holds WHERE "jobId" = ${jobId} AND state = 'open' AND credits < ${credits}::int
    ) AS short`,
  );
  if (row.short) throw new Error(`Less is held for ${jobId} than the ${credits} to capture`);
  return row.moved === 1;
}
