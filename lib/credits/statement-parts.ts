import "server-only";
import { type Db, inTransaction, type Sql, sql, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { CreditMovementKind } from "../generated/prisma/enums";

// Each operation of the ledger is one statement: what it checks and what it writes cannot come apart, whoever else runs at
// the same time. Order of row locks, to stay free of deadlocks: hold, then balance, then lots, then job.
//
// A statement that waited for the balance's lock still sees the lots as they were before it waited. So it compares the
// version it saw with the version it locked and does nothing when they differ ("raced"); run again, now that the lock is
// held, it sees everything. Hence whatever changes a lot bumps the version, in the same statement.

type Step = { kind: CreditMovementKind; reason: string; jobId?: string; purchaseId?: string; reference?: string };
/** `moved` is 1 when the statement did its work, else 0. */
export type Outcome = { moved: number; raced: boolean };

/** CTEs. `account` is the locked balance of the user `userId` (SQL for an id); empty when there is none, or raced. */
export const lockAccount = (userId: Sql) => sql`
  seen AS (SELECT version FROM credit_balances WHERE "userId" = ${userId}),
  locked AS (SELECT * FROM credit_balances WHERE "userId" = ${userId} FOR UPDATE),
  account AS (SELECT locked.* FROM locked JOIN seen ON seen.version = locked.version)`;

/** One column. */
export const raced = sql`(SELECT count(*) FROM locked) > (SELECT count(*) FROM account) AS raced`;

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

/** Runs a statement made of the parts above, once more when it raced. */
export async function runStatement<Row extends Outcome>(db: Db | Tx, build: () => Sql): Promise<Row> {
  const run = async (client: Db | Tx) => {
    const [row] = await client.$queryRaw<Row[]>(build());
    if (!row) throw new Error("A statement of the ledger gave no row");
    return row;
  };
  const first = await run(db);
  if (!first.raced) return first;
  const again = async (tx: Tx) => {
    // Outside a transaction the first run's lock is gone again, so this one may race too, once.
    const second = await run(tx);
    return second.raced ? run(tx) : second;
  };
  const last = await (isClient(db) ? inTransaction(db, again) : again(db));
  if (last.raced) throw new Error("Somebody changed a balance past its lock");
  return last;
}

const isClient = (db: Db | Tx): db is Db => "$transaction" in db;
