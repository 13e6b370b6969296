import "server-only";
import type { Usage, UsageGroup, UsageRow } from "../../contract/v1/usage";
import { capturesOf } from "../../credits/query-parts";
import { type Db, type Sql, sql } from "../../db/client";

export type UsageQuery = {
  /** First and last day in UTC, both inclusive, as `2027-01-31`. */
  from: string;
  to: string;
  by: UsageGroup[];
  /** `true`: only jobs of test keys. Omit it for all jobs of the account. */
  isTest?: boolean;
};

const dayMs = 86_400_000;
const nothing: Usage["totals"] = { jobs: 0, succeeded: 0, failed: 0, canceled: 0, credits: 0 };

/**
 * Jobs and credits of the jobs that ended on these days, oldest day first. A charged job counts at the time of its capture in the
 * ledger, so the sums match the ledger exactly even where the two clocks differ around midnight. Deleted jobs still count. Only
 * the rows of these days are read, however long the account's life has been.
 */
export async function readUsage(db: Db, userId: string, { from, to, by, isTest }: UsageQuery): Promise<Usage> {
  const group = (name: UsageGroup, column: Sql) => (by.includes(name) ? column : sql`NULL::text`);
  const days = { from: startOf(from), to: endOf(to) };
  const wanted = isTest === undefined ? sql`` : sql`AND job."isTest" = ${isTest}::boolean`;
  const facts = sql`job.status, job.model, job."apiKeyId"`;
  const rows = await db.$queryRaw<UsageRow[]>`
    WITH ended AS (
      SELECT ${facts}, capture."createdAt" AS at, job."chargedCredits" AS credits
      FROM (${capturesOf(userId, days)}) AS capture JOIN jobs AS job ON job.id = capture."jobId"
      WHERE job.status IN ('succeeded', 'failed', 'canceled') ${wanted}
      UNION ALL
      SELECT ${facts}, job."finishedAt" AS at, 0 AS credits FROM jobs AS job
      WHERE job."userId" = ${userId} AND job."finishedAt" >= ${days.from}::timestamptz
        AND job."finishedAt" < ${days.to}::timestamptz AND job."chargedCredits" = 0
        AND job.status IN ('succeeded', 'failed', 'canceled') ${wanted}
    )
    SELECT ${group("day", sql`(ended.at AT TIME ZONE 'UTC')::date::text`)} AS day,
      ${group("key", sql`key.id`)} AS "keyId", ${group("key", sql`key.name`)} AS "keyName",
      ${group("model", sql`ended.model::text`)} AS model,
      count(*)::int AS jobs, count(*) FILTER (WHERE ended.status = 'succeeded')::int AS succeeded,
      count(*) FILTER (WHERE ended.status = 'failed')::int AS failed,
      count(*) FILTER (WHERE ended.status = 'canceled')::int AS canceled, sum(ended.credits)::int AS credits
    FROM ended LEFT JOIN api_keys AS key ON key.id = ended."apiKeyId"
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 3 NULLS FIRST, 2, 4`;
  return { from, to, by, rows, totals: rows.reduce(add, nothing) };
}

const startOf = (day: string) => new Date(`${day}T00:00:00Z`);
const endOf = (day: string) => new Date(startOf(day).getTime() + dayMs);

function add(sum: Usage["totals"], row: UsageRow): Usage["totals"] {
  return {
    jobs: sum.jobs + row.jobs,
    succeeded: sum.succeeded + row.succeeded,
    failed: sum.failed + row.failed,
    canceled: sum.canceled + row.canceled,
    credits: sum.credits + row.credits,
  };
}
