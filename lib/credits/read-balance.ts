import "server-only";
import type { BillingBalance } from "../contract/billing";
import type { Db, Tx } from "../db/client";
import { isUsable } from "./query-parts";

const nothing: BillingBalance = { available: 0, held: 0, purchased: 0, granted: 0, debt: 0, frozen: 0 };

/**
 * What the user can spend now (`available` = `purchased` + `granted`), what running jobs hold, what is owed and what disputes
 * freeze, in credits. Zeros for a user who never had any.
 */
export async function readBalance(db: Db | Tx, userId: string, now = new Date()): Promise<BillingBalance> {
  const rows = await db.$queryRaw<BillingBalance[]>`
    SELECT b.held, b.debt, b.frozen, coalesce(sum(lot.remaining), 0)::int AS available,
      coalesce(sum(lot.remaining) FILTER (WHERE lot.source = 'purchased'), 0)::int AS purchased,
      coalesce(sum(lot.remaining) FILTER (WHERE lot.source = 'granted'), 0)::int AS granted
    FROM credit_balances AS b LEFT JOIN credit_lots AS lot
      ON lot."userId" = b."userId" AND ${isUsable(now)}
    WHERE b."userId" = ${userId} GROUP BY b."userId"`;
  return rows[0] ?? nothing;
}

/** What each user, or each of `userIds`, has within reach and on hold, in credits. Users who never had any are missing. */
export async function readBalances(
  db: Db,
  userIds?: string[],
): Promise<Map<string, { available: number; held: number }>> {
  const rows = await db.creditBalance.findMany({ where: { userId: userIds && { in: userIds } } });
  return new Map(rows.map(({ userId, available, held }) => [userId, { available, held }]));
}

export type HoldsSummary = { holds: number; credits: number; oldestSeconds: number };

/** The holds of every account that are neither captured nor released. As many rows are read as there are jobs under way. */
export async function summarizeHolds(db: Db, now: Date): Promise<HoldsSummary> {
  const [row] = await db.$queryRaw<HoldsSummary[]>`
    SELECT count(*)::int AS holds, coalesce(sum(credits), 0)::int AS credits,
      coalesce(extract(epoch FROM ${now}::timestamptz - min("createdAt")), 0)::float AS "oldestSeconds"
    FROM credit_holds WHERE state = 'open'`;
  return row ?? { holds: 0, credits: 0, oldestSeconds: 0 };
}
