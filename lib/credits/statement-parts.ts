import "server-only";
import type { Db, Sql, Tx } from "../db/client";
import { sql } from "../db/client";
import { createPublicId } from "../db/public-id";
import { runPrepared } from "../db/run-prepared";
import type { CreditMovementKind } from "../generated/prisma/enums";

// Each operation of the ledger is one statement: what it checks and what it writes cannot come apart, whoever else runs at
// the same time. Before it the balance is locked, by a statement of its own in the same transaction: one that waited for the
// lock itself would still see lots and holds as they were before it waited. Whatever changes a lot or a hold does so behind this
// lock. Order of row locks, to stay free of deadlocks: balance, then hold, lots and job in any order.

type Step = { kind: CreditMovementKind; reason: string; jobId?: string; purchaseId?: string; reference?: string };
/** `moved` is 1 when the statement did its work, else 0. */
export type Outcome = { moved: number };

/** The statement to run first: waits until nobody else changes the balance of the user `userId` (SQL for an id). */
export const lockBalance = (userId: Sql): Sql => sql`
  SELECT 1 AS locked FROM credit_balances WHERE "userId" = ${userId} FOR UPDATE`;

/** A CTE: `account` is the balance of the user `userId` (SQL for an id), locked before; empty when there is none. */
export const accountOf = (userId: Sql): Sql => sql`
  account AS (SELECT * FROM credit_balances WHERE "userId" = ${userId})`;

/**
 * CTEs that write the movement and its entries. They need `balance` (userId, version, available: the row as it is now) and
 * `sides` (account, credits), where an account that is not a system's is the user's; sides of 0 are left out.
 */
export const record = ({ kind, reason, jobId, purchaseId, reference }: Step) => sql`
  movement AS (
    INSERT INTO credit_movements
      (id, "userId", sequence, kind, "jobId", "purchaseId", reference, reason, "availableAfter")
    SELECT ${createPublicId("mov")}::text, "userId", version, ${kind}::"CreditMovementKind", ${jobId ?? null}::text,
      ${purchaseId ?? null}::text, ${reference ?? null}::text, ${reason}::text, available
    FROM balance RETURNING id, "userId"
  ), entries AS (
    INSERT INTO credit_entries ("movementId", account, credits)
    SELECT movement.id,
      CASE WHEN side.account LIKE 'system:%' THEN side.account ELSE 'user:' || "userId" || ':' || side.account END,
      side.credits
    FROM movement CROSS JOIN sides AS side WHERE side.credits <> 0
  )`;

/** One column. */
export const moved: Sql = sql`(SELECT count(*)::int FROM movement) AS moved`;

/**
 * Runs a statement made of the parts above behind the lock of the balance of `userId` (SQL for an id), and gives its one row.
 * @param name of the operation, for metrics
 */
export async function runStatement<Row extends Outcome>(
  db: Db | Tx,
  name: string,
  userId: Sql,
  statement: Sql,
): Promise<Row> {
  const [row] = await runPrepared<Row>(db, { lock: lockBalance(userId), [name]: statement });
  if (!row) throw new Error("A statement of the ledger gave no row");
  return row;
}
