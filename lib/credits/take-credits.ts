import "server-only";
import { sql, type Tx } from "../db/client";
import { findFunds } from "./ledger";
import { moved, type Outcome, record, runStatement } from "./statement-parts";

type Taking = {
  userId: string;
  /** A whole number above 0. */
  credits: number;
  reason: string;
  /** What must happen once, for instance `take:{userId}:{requestId}`. */
  reference: string;
  now: Date;
};
/** `repeated`: `reference` was seen before; `too_few`: less can be spent than was to be taken. Nothing changed then. */
export type Taken = "taken" | "repeated" | "too_few";

/**
 * Takes credits back that can be spent, in the order in which they would be spent: all of them or none. What running jobs hold and
 * what is frozen is not touched, and nobody comes to owe anything.
 */
export async function takeCredits(tx: Tx, { userId, credits, reason, reference, now }: Taking): Promise<Taken> {
  const row = await runStatement<Outcome & { repeated: boolean }>(
    tx,
    "take",
    sql`${userId}`,
    sql`
    WITH ${findFunds({ userId, credits, now })},
    due AS (
      SELECT credits FROM enough WHERE NOT EXISTS (SELECT FROM credit_movements WHERE reference = ${reference})
    ), lots AS (
      UPDATE credit_lots AS lot SET remaining = lot.remaining - taken.credits
      FROM taken CROSS JOIN due WHERE lot.id = taken.id
    ), balance AS (
      UPDATE credit_balances AS b SET available = b.available - due.credits, version = b.version + 1
      FROM account CROSS JOIN due WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      VALUES ('available', -${credits}::int), ('system:adjustments', ${credits}::int)
    ), ${record({ kind: "adjustment", reason, reference })}
    SELECT ${moved}, EXISTS (SELECT FROM credit_movements WHERE reference = ${reference}) AS repeated`,
  );
  if (row.moved === 1) return "taken";
  return row.repeated ? "repeated" : "too_few";
}
