import "server-only";
import { type Db, inTransaction, sql, type Tx } from "../db/client";
import { accountOf, moved, type Outcome, record, runStatement } from "./statement-parts";

const batch = 100;

/** What else must happen in the transaction that takes the credits. */
type AfterExpiry = (tx: Tx, userId: string) => Promise<void>;

/**
 * Takes away what is unspent of lots whose time is over. Safe to run in several processes at once; at most 100 users a call.
 * (A hold never takes from such a lot, swept or not.) Returns how many credits went.
 */
export async function expireLots(db: Db, now: Date, afterExpiry: AfterExpiry = async () => {}): Promise<number> {
  const users = await db.creditLot.findMany({
    where: { remaining: { gt: 0 }, expiresAt: { lte: now } },
    distinct: ["userId"],
    select: { userId: true },
    take: batch,
  });
  let credits = 0;
  for (const { userId } of users) {
    credits += await inTransaction(db, async (tx) => {
      const gone = await expireLotsOf(tx, userId, now);
      if (gone > 0) await afterExpiry(tx, userId);
      return gone;
    });
  }
  return credits;
}

async function expireLotsOf(tx: Tx, userId: string, now: Date): Promise<number> {
  const row = await runStatement<Outcome & { credits: number }>(
    tx,
    "expire",
    sql`${userId}`,
    sql`
    WITH ${accountOf(sql`${userId}`)},
    due AS (
      SELECT lot.id, lot.remaining, lot."frozenAt" FROM credit_lots AS lot JOIN account ON account."userId" = lot."userId"
      WHERE lot.remaining > 0 AND lot."expiresAt" <= ${now}::timestamptz
    ), total AS (
      SELECT coalesce(sum(remaining) FILTER (WHERE "frozenAt" IS NULL), 0)::int AS available,
        coalesce(sum(remaining) FILTER (WHERE "frozenAt" IS NOT NULL), 0)::int AS frozen, sum(remaining)::int AS credits
      FROM due HAVING count(*) > 0
    ), lots AS (
      UPDATE credit_lots AS lot SET remaining = 0 FROM due WHERE lot.id = due.id
    ), balance AS (
      UPDATE credit_balances AS b SET available = b.available - total.available, frozen = b.frozen - total.frozen,
        version = b.version + 1
      FROM account CROSS JOIN total WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT 'available', -available FROM total
      UNION ALL SELECT 'frozen', -frozen FROM total
      UNION ALL SELECT 'system:expired', credits FROM total
    ), ${record({ kind: "expiry", reason: "credits expired" })}
    SELECT ${moved}, coalesce((SELECT credits FROM total), 0) AS credits`,
  );
  return row.moved === 0 ? 0 : row.credits;
}
