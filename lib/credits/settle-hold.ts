import "server-only";
import { giveBackSpent } from "../api-keys/key-budget";
import { type Sql, sql, type Tx } from "../db/client";
import { spendingOrder } from "./query-parts";
import { accountOf, moved, type Outcome, record, runStatement } from "./statement-parts";

type Capture = { jobId: string; credits: number; now: Date };

/**
 * CTEs for the statement that ends a job well: `credits` of its hold, a whole number of 1 or more, become revenue, and what was
 * held beyond that goes back as a release gives back, as if only `credits` had ever been held. `movement` has one row then; none
 * when the hold was settled before, there is none, it is smaller than `credits`, or the CTE `condition` (its name) has no row. The
 * balance must have been locked before.
 */
export function captureFunds({ jobId, credits, now }: Capture, condition: Sql): Sql {
  if (!Number.isSafeInteger(credits) || credits <= 0) throw new RangeError("a capture takes a whole number above 0");
  const settlement = { kind: "capture", jobId, credits, reason: "job succeeded", now } as const;
  return settle(settlement, sql`AND EXISTS (SELECT FROM ${condition})`);
}

/** A value, false as a rule: whether that did nothing because the job's hold is smaller than `credits`. */
export const holdsLess = ({ jobId, credits }: Pick<Capture, "jobId" | "credits">): Sql => sql`EXISTS (
    SELECT FROM credit_holds WHERE "jobId" = ${jobId} AND state = 'open' AND credits < ${credits}::int
  )`;

/**
 * The job did not succeed: its hold goes back to the very lots it came from. What is owed is paid first; credits of a lot that
 * expired meanwhile expire now; those of a disputed purchase join the rest of it. False when the hold was settled before, or
 * there is none.
 */
export async function releaseHold(tx: Tx, jobId: string, reason: string, now = new Date()): Promise<boolean> {
  const owner = sql`(SELECT "userId" FROM credit_holds WHERE "jobId" = ${jobId})`;
  const settled = settle({ kind: "release", jobId, credits: 0, reason, now });
  return (await runStatement<Outcome>(tx, "release", owner, sql`WITH ${settled} SELECT ${moved}`)).moved === 1;
}

type Settlement = {
  kind: "capture" | "release";
  jobId: string;
  /** How many of the held credits are spent; the rest goes back. */
  credits: number;
  reason: string;
  now: Date;
};

function settle({ kind, jobId, credits, reason, now }: Settlement, condition = sql``): Sql {
  const state = kind === "capture" ? "captured" : "released";
  return sql`
    hold AS (
      SELECT "jobId", "userId", credits FROM credit_holds
      WHERE "jobId" = ${jobId} AND state = 'open' AND credits >= ${credits}::int ${condition} FOR UPDATE
    ), ${accountOf(sql`(SELECT "userId" FROM hold)`)},
    taken AS (
      SELECT lot.id, lot."frozenAt" IS NOT NULL AS frozen, from_lot.credits, account.debt,
        sum(from_lot.credits) OVER spending - from_lot.credits AS before, row_number() OVER spending AS place,
        coalesce(lot."expiresAt" <= ${now}::timestamptz, false) AS expired
      FROM hold CROSS JOIN account JOIN credit_hold_lots AS from_lot ON from_lot."jobId" = hold."jobId"
        JOIN credit_lots AS lot ON lot.id = from_lot."lotId"
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
    ), ${giveBackSpent(credits)}, ${record({ kind, jobId, reason })}`;
}
