import "server-only";
import { type Db, type Sql, sql, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import { isUsable, spendingOrder } from "./query-parts";
import { readBalance } from "./read-balance";
import { accountOf, moved, type Outcome, record, runStatement } from "./statement-parts";

type Grant = {
  userId: string;
  credits: number;
  reason: string;
  /** Default granted. A purchase has its `purchaseId`, nothing else has one. */
  source?: "granted" | "purchased";
  purchaseId?: string;
  /** Of what is granted; default grant. */
  kind?: "grant" | "adjustment";
  /** Unspent credits are gone then. */
  expiresAt?: Date;
  /** What must happen once, for instance `grant:{userId}:{requestId}`. */
  reference?: string;
};

const payers = { grant: "system:grants", adjustment: "system:adjustments", purchase: "system:purchases" };

/**
 * Gives a user `credits` (a whole number above 0) as one lot; what the user owes is paid from it first.
 * Exactly once per purchase and per `reference`: false, and nothing changed, when that one has its credits already.
 */
export async function grantCredits(db: Db | Tx, grant: Grant): Promise<boolean> {
  const { userId, credits, reason, purchaseId, expiresAt, reference, source = "granted" } = grant;
  const kind = source === "purchased" ? "purchase" : (grant.kind ?? "grant");
  requireWholeCredits(credits);
  if ((source === "purchased") !== (purchaseId !== undefined)) throw new RangeError("a purchase has a purchaseId");
  const account = sql`${userId}`;
  const statement = () => sql`
    WITH ${accountOf(account)},
    paid AS (
      SELECT least(debt, ${credits}::int) AS credits FROM account
      WHERE NOT EXISTS (SELECT FROM credit_movements WHERE reference = ${reference ?? null}::text)
    ),
    lot AS (
      INSERT INTO credit_lots (id, "userId", source, "purchaseId", credits, remaining, "expiresAt")
      SELECT ${createPublicId("lot")}::text, account."userId", ${source}::"CreditLotSource", ${purchaseId ?? null}::text,
        ${credits}::int, ${credits}::int - paid.credits, ${expiresAt ?? null}::timestamptz
      FROM account CROSS JOIN paid
      ON CONFLICT ("purchaseId") DO NOTHING RETURNING remaining, credits - remaining AS paid
    ), balance AS (
      UPDATE credit_balances AS b
      SET available = b.available + lot.remaining, debt = b.debt - lot.paid, version = b.version + 1
      FROM account CROSS JOIN lot WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT ${payers[kind]}::text, -${credits}::int
      UNION ALL SELECT 'available', remaining FROM lot
      UNION ALL SELECT 'debt', paid FROM lot
    ), ${record({ kind, reason, purchaseId, reference })}
    SELECT ${moved}, NOT EXISTS (SELECT FROM account) AS missing`;
  const run = () => runStatement<Outcome & { missing: boolean }>(db, "grant", account, statement());
  const first = await run();
  if (!first.missing) return first.moved === 1;
  await db.$executeRaw`INSERT INTO credit_balances ("userId") VALUES (${userId}) ON CONFLICT DO NOTHING`;
  return (await run()).moved === 1;
}

type Hold = { userId: string; jobId: string; credits: number; now: Date };

/**
 * CTEs that find what a job is to be paid with: from granted lots before purchased ones, those that expire first before the
 * others. They end with `enough`, one row when the account can pay; the balance must have been locked before.
 */
export function findFunds({ userId, credits, now }: Omit<Hold, "jobId">): Sql {
  requireWholeCredits(credits);
  return sql`
    ${accountOf(sql`${userId}`)},
    usable AS (
      SELECT lot.id, lot.remaining, sum(lot.remaining) OVER spending - lot.remaining AS before
      FROM credit_lots AS lot JOIN account ON account."userId" = lot."userId" AND account.debt = 0
      WHERE ${isUsable(now)}
      WINDOW spending AS (ORDER BY ${spendingOrder})
    ), taken AS (
      SELECT id, least(remaining, ${credits}::int - before)::int AS credits FROM usable WHERE before < ${credits}::int
    ), enough AS (
      SELECT sum(credits)::int AS credits FROM taken HAVING sum(credits) = ${credits}::int
    )`;
}

/**
 * CTEs that set `credits` aside for a job that is about to run, where findFunds found them and the CTE `condition` (its name) has
 * a row. They end with `hold`, which has one row then; the job must be inserted from it, in the same statement.
 */
export const holdFunds = ({ jobId, credits }: Omit<Hold, "userId" | "now">, condition: Sql): Sql => sql`
  lots AS (
    UPDATE credit_lots AS lot SET remaining = lot.remaining - taken.credits
    FROM taken CROSS JOIN ${condition} WHERE lot.id = taken.id
  ), balance AS (
    UPDATE credit_balances AS b
    SET available = b.available - ${credits}::int, held = b.held + ${credits}::int, version = b.version + 1
    FROM account CROSS JOIN ${condition} WHERE b."userId" = account."userId"
    RETURNING b."userId", b.version, b.available
  ), hold AS (
    INSERT INTO credit_holds ("jobId", "userId", credits)
    SELECT ${jobId}::text, "userId", ${credits}::int FROM balance RETURNING "jobId"
  ), hold_lots AS (
    INSERT INTO credit_hold_lots ("jobId", "lotId", credits)
    SELECT hold."jobId", taken.id, taken.credits FROM hold CROSS JOIN taken
  ), sides (account, credits) AS (VALUES ('available', -${credits}::int), ('held', ${credits}::int)),
  ${record({ kind: "hold", jobId, reason: "job accepted" })}`;

/** Why an account cannot pay `credits`: what it needs, and what there is. */
export async function explainLack(db: Db | Tx, { userId, credits, now }: Omit<Hold, "jobId">): Promise<AppError> {
  const { available, debt } = await readBalance(db, userId, now);
  const has = debt > 0 ? `owes ${debt} for a purchase that was paid back` : `has ${available}`;
  return new AppError("insufficient_credits", { detail: `This needs ${inWords(credits)}; the account ${has}.` });
}

const inWords = (credits: number) => `${credits} credit${credits === 1 ? "" : "s"}`;

function requireWholeCredits(credits: number): void {
  if (!Number.isSafeInteger(credits) || credits <= 0) throw new RangeError(`credits must be a whole number above 0`);
}
