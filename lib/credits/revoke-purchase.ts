import "server-only";
import { sql, type Tx } from "../db/client";
import { accountOf, moved, type Outcome, record, runStatement } from "./statement-parts";

type Revocation = {
  userId: string;
  purchaseId: string;
  /** A whole number, 0 or more. Of a purchase no more is ever taken back than it brought, over all its revocations. */
  credits: number;
  reason: string;
  /** What must happen once, for instance `refund:{chargeId}:{amount}`. */
  reference: string;
};
/** How many credits were there to take, and how many the user owes now because they were spent. */
export type Revoked = { taken: number; debt: number };

/**
 * A purchase was paid back: takes its credits back. Unspent ones of that purchase first, then what else can be spent (purchased
 * before granted), and the rest becomes debt. Null, and nothing changed, when `reference` was seen before.
 * @throws {Error} the purchase never brought credits to this user
 */
export async function revokePurchase(tx: Tx, revocation: Revocation): Promise<Revoked | null> {
  const { userId, purchaseId, credits, reason, reference } = revocation;
  if (!Number.isSafeInteger(credits) || credits < 0) throw new RangeError("credits must be a whole number, 0 or more");
  const row = await runStatement<Outcome & Revoked & { found: boolean }>(
    tx,
    "revoke",
    sql`${userId}`,
    sql`
    WITH ${accountOf(sql`${userId}`)},
    target AS (
      SELECT lot.id, least(${credits}::int, lot.credits - lot.revoked) AS due
      FROM credit_lots AS lot JOIN account ON account."userId" = lot."userId"
      WHERE lot."purchaseId" = ${purchaseId}
        AND NOT EXISTS (SELECT FROM credit_movements WHERE reference = ${reference})
    ), reachable AS (
      SELECT lot.id, lot.remaining, lot."frozenAt" IS NOT NULL AS frozen, target.due, lot.id = target.id AS own,
        sum(lot.remaining) OVER taking - lot.remaining AS before
      FROM credit_lots AS lot JOIN account ON account."userId" = lot."userId" CROSS JOIN target
      WHERE lot.id = target.id OR (lot.remaining > 0 AND lot."frozenAt" IS NULL)
      WINDOW taking AS (
        ORDER BY lot.id = target.id DESC, lot.source DESC, lot."expiresAt" NULLS LAST, lot."createdAt", lot.id
      )
    ), taken AS (
      SELECT id, own, frozen, due, greatest(0, least(remaining, due - before))::int AS credits FROM reachable
    ), total AS (
      SELECT due, coalesce(sum(credits) FILTER (WHERE NOT frozen), 0)::int AS available,
        coalesce(sum(credits) FILTER (WHERE frozen), 0)::int AS frozen, (due - sum(credits))::int AS debt
      FROM taken GROUP BY due
    ), lots AS (
      UPDATE credit_lots AS lot SET remaining = lot.remaining - taken.credits,
        revoked = lot.revoked + CASE WHEN taken.own THEN taken.due ELSE 0 END
      FROM taken WHERE lot.id = taken.id AND (taken.own OR taken.credits > 0)
    ), balance AS (
      UPDATE credit_balances AS b SET available = b.available - total.available, frozen = b.frozen - total.frozen,
        debt = b.debt + total.debt, version = b.version + 1
      FROM account CROSS JOIN total WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT 'available', -available FROM total
      UNION ALL SELECT 'frozen', -frozen FROM total
      UNION ALL SELECT 'debt', -debt FROM total
      UNION ALL SELECT 'system:refunds', due FROM total
    ), ${record({ kind: "refund", reason, purchaseId, reference })}
    SELECT ${moved},
      coalesce((SELECT available + frozen FROM total), 0) AS taken, coalesce((SELECT debt FROM total), 0) AS debt,
      EXISTS (SELECT FROM credit_lots WHERE "purchaseId" = ${purchaseId} AND "userId" = ${userId}) AS found`,
  );
  if (!row.found) throw new Error(`Purchase ${purchaseId} brought no credits to ${userId}`);
  return row.moved === 1 ? { taken: row.taken, debt: row.debt } : null;
}
