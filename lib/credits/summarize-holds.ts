import "server-only";
import type { Db } from "../db/client";

export type HoldsSummary = { holds: number; credits: number; oldestSeconds: number };

/** The holds of every account that are neither captured nor released. As many rows are read as there are jobs under way. */
export async function summarizeHolds(db: Db, now: Date): Promise<HoldsSummary> {
  const [row] = await db.$queryRaw<HoldsSummary[]>`
    SELECT count(*)::int AS holds, coalesce(sum(credits), 0)::int AS credits,
      coalesce(extract(epoch FROM ${now}::timestamptz - min("createdAt")), 0)::float AS "oldestSeconds"
    FROM credit_holds WHERE state = 'open'`;
  return row ?? { holds: 0, credits: 0, oldestSeconds: 0 };
}
