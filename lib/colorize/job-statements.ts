import "server-only";
import { countSpent, explainBudget, findRoom } from "../api-keys/key-budget";
import { explainLack, findFunds, holdFunds } from "../credits/ledger";
import { spendableAfter, spendableOf } from "../credits/query-parts";
import { captureFunds, holdsLess } from "../credits/settle-hold";
import { lockBalance } from "../credits/statement-parts";
import { type Db, type Sql, sql, type Tx } from "../db/client";
import { runPrepared } from "../db/run-prepared";
import { insertJob, type NewJob } from "../jobs/create-job";
import { type EndedJob, findOpenJob, type Success, succeedJob } from "../jobs/end-job";
import { claimKey, isKeyBound } from "../jobs/idempotency-keys";
import { writeJobEvent } from "../webhooks/events/record-job-event";

// What the path of every photo says to the database: one statement that opens a job, one that ends it well. Each is put together
// from the parts of those who own the tables, and happens as a whole or not at all.

export type KeyToClaim = { path: string; key: string; fingerprint: string };

type Opened = { expiresAt: Date | null; isBound: boolean } & ({ monthly: null } | { monthly: number; spent: number });

/**
 * Inserts the job, binds its Idempotency-Key and holds its price; nothing is held for a price of 0. Gives when the job's files go,
 * by the studio's time or its account's shorter one. Null, and nothing changed, when the key is bound to another job, also where
 * there are not enough credits: the second of two equal requests is a repetition.
 * @throws {AppError} insufficient_credits; key_budget_exceeded when the account could pay and the API key may not spend it
 */
export async function openHeldJob(db: Db | Tx, job: NewJob, key: KeyToClaim | null = null): Promise<Date | null> {
  const { id: jobId, userId, apiKeyId: keyId, priceCredits: credits, createdAt: now } = job;
  const isPaid = credits > 0;
  const claim = key && { ...key, userId, jobId, now };
  const spending = isPaid && keyId ? { keyId, credits, now } : null;
  const payable = spending ? sql`payable` : isPaid ? sql`enough` : sql`(SELECT 1) AS always`;
  const claimed = claim ? sql`claim` : payable;
  const statement = sql`
    WITH ${isPaid ? sql`${findFunds({ userId, credits, now })},` : sql``}
    ${spending ? sql`${findRoom(spending)}, payable AS (SELECT FROM enough CROSS JOIN room),` : sql``}
    ${claim ? sql`${claimKey(claim, payable)},` : sql``}
    ${isPaid ? sql`${holdFunds({ jobId, credits }, claimed)},` : sql``}
    ${spending ? sql`${countSpent(spending, sql`hold`)},` : sql``}
    ${insertJob(job, isPaid ? sql`hold` : claimed)}
    SELECT (SELECT "expiresAt" FROM job) AS "expiresAt",
      EXISTS (SELECT FROM ${payable}) OR ${claim ? isKeyBound(claim) : sql`false`} AS "isBound",
      ${spending ? sql`(SELECT monthly FROM budget WHERE EXISTS (SELECT FROM enough))` : sql`NULL::int`} AS monthly,
      ${spending ? sql`(SELECT spent FROM budget)` : sql`NULL::int`} AS spent`;
  const lock: Record<string, Sql> = isPaid ? { lock: lockBalance(sql`${userId}`) } : {};
  const [row] = await runPrepared<Opened>(db, { ...lock, hold: statement });
  if (row?.expiresAt) return row.expiresAt;
  if (row?.isBound) return null;
  // The key's budget is to blame only where the account could have paid.
  if (row && row.monthly !== null) throw explainBudget({ credits, now }, row);
  throw await explainLack(db, { userId, credits, now });
}

/** The credits that are left to spend after the job, and how many webhook deliveries were written for it. */
export type Ended = EndedJob & { spendable: number; deliveries: number };

/**
 * Captures `chargedCredits` of the job's hold, ends the job and writes its webhook events. Null, and nothing changed, when it had
 * ended before, its hold is settled or its cancellation was requested.
 * @throws {Error} less is held than is to be charged
 */
export async function endHeldJob(db: Db | Tx, success: Success): Promise<Ended | null> {
  const { jobId, chargedCredits: credits, now } = success;
  const isPaid = credits > 0;
  const owner = sql`(SELECT "userId" FROM jobs WHERE id = ${jobId})`;
  const statement = sql`
    WITH ${findOpenJob(success)},
    ${isPaid ? sql`${captureFunds({ jobId, credits, now }, sql`job`)},` : sql``}
    ${succeedJob(success, isPaid ? sql`movement` : sql`job`)},
    ${isPaid ? spendableAfter(now) : spendableOf(owner, now)}, ${writeJobEvent(now)}
    SELECT ended.source, ended.model, ended."isTest", ended."createdAt", (SELECT credits FROM spendable) AS spendable,
      (SELECT count(*)::int FROM delivery) AS deliveries,
      ${isPaid ? holdsLess({ jobId, credits }) : sql`false`} AS "holdsLess"
    FROM (SELECT) AS always LEFT JOIN ended ON true`;
  type Row = Ended & { holdsLess: boolean };
  const lock: Record<string, Sql> = isPaid ? { lock: lockBalance(owner) } : {};
  const [row] = await runPrepared<Row>(db, { ...lock, capture: statement });
  if (row?.holdsLess) throw new Error(`Less is held for ${jobId} than the ${credits} to capture`);
  return row?.source ? row : null;
}
