import "server-only";
import { type Sql, sql } from "../db/client";

// Pieces of SQL that read the ledger, for its own statements and for those of other folders, which name none of its tables.
// What "can be spent" means is written here only. `lot` is a row of credit_lots.

/** Condition: the lot has something left, is not frozen by a dispute, and its time is not over at `now`, swept or not. */
export const isUsable = (now: Date): Sql => sql`
  lot.remaining > 0 AND lot."frozenAt" IS NULL AND (lot."expiresAt" IS NULL OR lot."expiresAt" > ${now}::timestamptz)`;

/** ORDER BY of a hold, and of what a capture spends of it: granted before purchased, what expires first before the rest. */
export const spendingOrder: Sql = sql`lot.source, lot."expiresAt" NULLS LAST, lot."createdAt", lot.id`;

/** One value: how many credits the user (SQL for an id) can spend at `now`, as readBalance's `available`. */
export const sumOfUsable = (userId: Sql, now: Date): Sql => sql`(
  SELECT coalesce(sum(lot.remaining), 0)::int FROM credit_lots AS lot WHERE lot."userId" = ${userId} AND ${isUsable(now)}
)`;

/** A CTE: `spendable` ("userId", credits) has what sumOfUsable counts for the user (SQL for an id). */
export const spendableOf = (userId: Sql, now: Date): Sql => sql`
  spendable AS (SELECT ${userId}::text AS "userId", ${sumOfUsable(userId, now)} AS credits)`;

/**
 * The same in a statement that has changed the user's lots: it still reads them as they were, so this starts from its CTE `balance`
 * (userId, available: the row as it is now) and takes off what has expired without having been swept.
 */
export const spendableAfter = (now: Date): Sql => sql`
  spendable AS (
    SELECT balance."userId", balance.available - (
      SELECT coalesce(sum(lot.remaining), 0)::int FROM credit_lots AS lot
      WHERE lot."userId" = balance."userId" AND lot.remaining > 0 AND lot."frozenAt" IS NULL
        AND lot."expiresAt" <= ${now}::timestamptz
    ) AS credits
    FROM balance
  )`;

/**
 * A query for statements about jobs: the captures of a user between two times (from, inclusive, to, exclusive), as "jobId" and
 * "createdAt". What a capture brought is the job's chargedCredits; `check-ledger` watches that.
 */
export const capturesOf = (userId: string, { from, to }: { from: Date; to: Date }): Sql => sql`
  SELECT movement."jobId", movement."createdAt" FROM credit_movements AS movement
  WHERE movement."userId" = ${userId} AND movement.kind = 'capture'
    AND movement."createdAt" >= ${from}::timestamptz AND movement."createdAt" < ${to}::timestamptz`;
