import "server-only";
import { type Db, sql, type Tx } from "../db/client";
import { accountOf, moved, type Outcome, record, runStatement } from "./statement-parts";

/**
 * The account is about to go: what it could still spend is written off, as an adjustment. What it owes stays in the books. Call it
 * when nothing is held and nothing frozen any more. Returns how many credits went.
 */
export async function writeOff(tx: Tx, userId: string): Promise<number> {
  const row = await runStatement<Outcome & { credits: number }>(
    tx,
    "write off",
    sql`${userId}`,
    sql`
    WITH ${accountOf(sql`${userId}`)},
    due AS (
      SELECT lot.id, lot.remaining FROM credit_lots AS lot JOIN account ON account."userId" = lot."userId"
      WHERE lot.remaining > 0 AND lot."frozenAt" IS NULL
    ), total AS (
      SELECT sum(remaining)::int AS credits FROM due HAVING count(*) > 0
    ), lots AS (
      UPDATE credit_lots AS lot SET remaining = 0 FROM due WHERE lot.id = due.id
    ), balance AS (
      UPDATE credit_balances AS b SET available = b.available - total.credits, version = b.version + 1
      FROM account CROSS JOIN total WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT 'available', -credits FROM total UNION ALL SELECT 'system:adjustments', credits FROM total
    ), ${record({ kind: "adjustment", reason: "the account was deleted" })}
    SELECT ${moved}, coalesce((SELECT credits FROM total), 0) AS credits`,
  );
  return row.moved === 0 ? 0 : row.credits;
}

/** Replaces reasons that an operator typed, where they name the person. The movements themselves are never changed. */
export async function forgetReasons(tx: Tx, userId: string, names: string[]): Promise<void> {
  const patterns = names.map((name) => `%${name.replace(/[\\%_]/g, "\\$&")}%`);
  await tx.$executeRaw`
    UPDATE credit_movements SET reason = 'by the person who runs the studio'
    WHERE "userId" = ${userId} AND reason ILIKE ANY (${patterns})`;
}

type Unsettled = { held: number; frozen: number; disputes: number };

/** What keeps an account's credits from being written off: those of running photos, those that a dispute freezes, and open disputes. */
export async function findUnsettled(db: Db | Tx, userId: string): Promise<Unsettled> {
  const [found] = await db.$queryRaw<Unsettled[]>`
    SELECT coalesce(sum(balance.held), 0)::int AS held, coalesce(sum(balance.frozen), 0)::int AS frozen, (
      SELECT count(*)::int FROM (
        SELECT "purchaseId" FROM credit_movements WHERE "userId" = ${userId} AND kind IN ('freeze', 'thaw')
        GROUP BY "purchaseId" HAVING count(*) FILTER (WHERE kind = 'freeze') > count(*) FILTER (WHERE kind = 'thaw')
      ) AS dispute
    ) AS disputes
    FROM credit_balances AS balance WHERE balance."userId" = ${userId}`;
  return found ?? { held: 0, frozen: 0, disputes: 0 };
}
