import "server-only";
import { type Db, type Sql, sql, type Tx } from "../db/client";
import { AppError } from "../errors/app-error";
import { formatCredits } from "../format/format-numbers";
import type { ApiKey } from "../generated/prisma/client";

// What a key may spend in a calendar month, UTC. A job counts in the month in which it was opened, with what it holds or was charged.
// The count is changed by the statements that hold and settle, behind the lock of the account's balance: nothing can come between
// looking and counting. A key and those it was replaced by count as one.

type Spending = { keyId: string; credits: number; now: Date };

/** The month's first day, as the table has it. */
const monthOf = (now: Date) => `${now.toISOString().slice(0, 7)}-01`;
const budgetOf = (key: Sql) => sql`coalesce(${key}."budgetId", ${key}.id)`;
const key = sql`key`;

/** When budgets begin again: the first of the next month, UTC. */
export const budgetsRenewAt = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));

/**
 * CTEs: `budget` (monthly, spent) is what the key may spend and has spent, and `room` has one row when there is room in it for
 * `credits`. The balance must have been locked before.
 */
export const findRoom = ({ keyId, credits, now }: Spending): Sql => sql`
  budget AS (
    SELECT ${budgetOf(key)} AS "budgetId", key."monthlyBudget" AS monthly, coalesce(spent.credits, 0) AS spent
    FROM api_keys AS key
    LEFT JOIN api_key_months AS spent ON spent."budgetId" = ${budgetOf(key)} AND spent.month = ${monthOf(now)}::date
    WHERE key.id = ${keyId}
  ), room AS (
    SELECT "budgetId" FROM budget WHERE monthly IS NULL OR spent + ${credits}::int <= monthly
  )`;

/** A CTE behind findRoom that counts the credits when the CTE `condition` (its name) has a row. */
export const countSpent = ({ credits, now }: Omit<Spending, "keyId">, condition: Sql): Sql => sql`
  counted AS (
    INSERT INTO api_key_months AS spent ("budgetId", month, credits)
    SELECT room."budgetId", ${monthOf(now)}::date, ${credits}::int FROM room CROSS JOIN ${condition}
    ON CONFLICT ("budgetId", month) DO UPDATE SET credits = spent.credits + excluded.credits
  )`;

/** A CTE for the statement that settles: takes off what the CTE `hold` ("jobId", credits) held beyond the `credits` that are charged. */
export const giveBackSpent = (credits: number): Sql => sql`
  unspent AS (
    UPDATE api_key_months AS spent SET credits = spent.credits - (hold.credits - ${credits}::int)
    FROM hold JOIN jobs AS held ON held.id = hold."jobId" JOIN api_keys AS key ON key.id = held."apiKeyId"
    WHERE hold.credits > ${credits}::int AND spent."budgetId" = ${budgetOf(key)}
      AND spent.month = date_trunc('month', held."createdAt" AT TIME ZONE 'UTC')::date
  )`;

/** How many credits the key has spent or holds in the month of `now`. */
export async function readSpent(db: Db | Tx, { id, budgetId }: Pick<ApiKey, "id" | "budgetId">, now: Date) {
  const month = new Date(monthOf(now));
  const row = await db.apiKeyMonth.findUnique({ where: { budgetId_month: { budgetId: budgetId ?? id, month } } });
  return row?.credits ?? 0;
}

/** What each of the user's keys has spent or holds in the month of `now`, by the id of the key that it is counted on. */
export async function readMonth(db: Db, userId: string, now: Date): Promise<Map<string, number>> {
  const where = { key: { userId }, month: new Date(monthOf(now)) };
  const rows = await db.apiKeyMonth.findMany({ where });
  return new Map(rows.map(({ budgetId, credits }) => [budgetId, credits]));
}

/** The refusal where `room` had no row: what was needed, what had been spent of how much, and when that begins again. */
export function explainBudget(
  { credits, now }: Omit<Spending, "keyId">,
  { monthly, spent }: { monthly: number; spent: number },
): AppError {
  const detail =
    `This needs ${formatCredits(credits)}; the key may spend ${formatCredits(monthly)} a month and has spent ${spent}. ` +
    `Its budget begins again at ${budgetsRenewAt(now).toISOString().slice(0, 16)}Z.`;
  return new AppError("key_budget_exceeded", { detail });
}
