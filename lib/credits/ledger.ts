import "server-only";
import type { Db, Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import { readBalance } from "./read-balance";

type Moved = { moved: number }[];
type Grant = { userId: string; credits: number; reason: string; kind?: "grant" | "adjustment" };

// Each operation is one statement: what it checks and what it writes cannot come apart, whoever else runs at the same time.
// Order of row locks, to stay free of deadlocks: hold, then balance, then job. Settle a hold before its job's row.

/** Gives a user `credits` (a whole number above 0). */
export async function grantCredits(db: Db | Tx, { userId, credits, reason, kind = "grant" }: Grant): Promise<void> {
  requireWholeCredits(credits);
  const source = kind === "grant" ? "system:grants" : "system:adjustments";
  await db.$queryRaw<Moved>`
    WITH balance AS (
      INSERT INTO credit_balances ("userId", available) VALUES (${userId}, ${credits}::int)
      ON CONFLICT ("userId") DO UPDATE SET available = credit_balances.available + excluded.available
      RETURNING "userId"
    ), movement AS (
      INSERT INTO credit_movements (id, "userId", kind, reason)
      SELECT ${createPublicId("mov")}, "userId", ${kind}::"CreditMovementKind", ${reason} FROM balance
      RETURNING id
    ), entries AS (
      INSERT INTO credit_entries ("movementId", account, credits)
      SELECT movement.id, side.account, side.credits FROM movement CROSS JOIN (VALUES
        (${source}::text, -${credits}::int), (${available(userId)}::text, ${credits}::int)) AS side (account, credits)
    )
    SELECT count(*)::int AS moved FROM movement`;
}

/**
 * Sets `credits` aside for a job that is about to run, in the transaction that opens the job.
 * @throws {AppError} insufficient_credits, with what it needs and what there is
 */
export async function holdCredits(tx: Tx, hold: { userId: string; jobId: string; credits: number }): Promise<void> {
  const { userId, jobId, credits } = hold;
  requireWholeCredits(credits);
  const rows = await tx.$queryRaw<Moved>`
    WITH balance AS (
      UPDATE credit_balances SET available = available - ${credits}::int, held = held + ${credits}::int
      WHERE "userId" = ${userId} AND available >= ${credits}::int
      RETURNING "userId"
    ), hold AS (
      INSERT INTO credit_holds ("jobId", "userId", credits)
      SELECT ${jobId}, "userId", ${credits}::int FROM balance
    ), movement AS (
      INSERT INTO credit_movements (id, "userId", kind, "jobId", reason)
      SELECT ${createPublicId("mov")}, "userId", 'hold', ${jobId}, 'job accepted' FROM balance
      RETURNING id
    ), entries AS (
      INSERT INTO credit_entries ("movementId", account, credits)
      SELECT movement.id, side.account, side.credits FROM movement CROSS JOIN (VALUES
        (${available(userId)}::text, -${credits}::int), (${held(userId)}::text, ${credits}::int)) AS side (account, credits)
    )
    SELECT count(*)::int AS moved FROM movement`;
  if (rows[0]?.moved === 1) return;
  const has = (await readBalance(tx, userId)).available;
  throw new AppError("insufficient_credits", { detail: `This needs ${inWords(credits)}; the account has ${has}.` });
}

/** The job succeeded: its hold becomes revenue. False when the hold was settled before, or there is none. */
export async function captureHold(tx: Tx, jobId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<Moved>`
    WITH settled AS (
      UPDATE credit_holds SET state = 'captured', "settledAt" = now() WHERE "jobId" = ${jobId} AND state = 'open'
      RETURNING "userId", credits
    ), balance AS (
      UPDATE credit_balances SET held = held - settled.credits
      FROM settled WHERE credit_balances."userId" = settled."userId"
    ), movement AS (
      INSERT INTO credit_movements (id, "userId", kind, "jobId", reason)
      SELECT ${createPublicId("mov")}, "userId", 'capture', ${jobId}, 'job succeeded' FROM settled
      RETURNING id
    ), entries AS (
      INSERT INTO credit_entries ("movementId", account, credits)
      SELECT movement.id, side.account, side.credits FROM movement, settled, LATERAL (VALUES
        ('user:' || settled."userId" || ':held', -settled.credits), ('system:revenue', settled.credits)
      ) AS side (account, credits)
    )
    SELECT count(*)::int AS moved FROM movement`;
  return rows[0]?.moved === 1;
}

/** The job did not succeed: its hold goes back to the user. False when the hold was settled before, or there is none. */
export async function releaseHold(tx: Tx, jobId: string, reason: string): Promise<boolean> {
  const rows = await tx.$queryRaw<Moved>`
    WITH settled AS (
      UPDATE credit_holds SET state = 'released', "settledAt" = now() WHERE "jobId" = ${jobId} AND state = 'open'
      RETURNING "userId", credits
    ), balance AS (
      UPDATE credit_balances SET held = held - settled.credits, available = available + settled.credits
      FROM settled WHERE credit_balances."userId" = settled."userId"
    ), movement AS (
      INSERT INTO credit_movements (id, "userId", kind, "jobId", reason)
      SELECT ${createPublicId("mov")}, "userId", 'release', ${jobId}, ${reason} FROM settled
      RETURNING id
    ), entries AS (
      INSERT INTO credit_entries ("movementId", account, credits)
      SELECT movement.id, side.account, side.credits FROM movement, settled, LATERAL (VALUES
        ('user:' || settled."userId" || ':held', -settled.credits),
        ('user:' || settled."userId" || ':available', settled.credits)
      ) AS side (account, credits)
    )
    SELECT count(*)::int AS moved FROM movement`;
  return rows[0]?.moved === 1;
}

const available = (userId: string) => `user:${userId}:available`;
const held = (userId: string) => `user:${userId}:held`;
const inWords = (credits: number) => `${credits} credit${credits === 1 ? "" : "s"}`;

function requireWholeCredits(credits: number): void {
  if (!Number.isSafeInteger(credits) || credits <= 0) throw new RangeError(`credits must be a whole number above 0`);
}
