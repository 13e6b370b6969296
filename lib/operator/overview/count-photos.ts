import "server-only";
import type { Db } from "../../db/client";

export type PhotosOfDay = { day: string; succeeded: number; failed: number; medianSeconds: number | null };
const dayMs = 86_400_000;

/** What ended on each of the last `days` days (UTC), today included, oldest first; how long the median photo took from its arrival. */
export async function countPhotos(db: Db, { days, now }: { days: number; now: Date }): Promise<PhotosOfDay[]> {
  const today = now.toISOString().slice(0, 10);
  const from = new Date(Date.parse(today) - (days - 1) * dayMs);
  const rows = await db.$queryRaw<PhotosOfDay[]>`
    SELECT ("finishedAt" AT TIME ZONE 'UTC')::date::text AS day,
      count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded, count(*) FILTER (WHERE status = 'failed')::int AS failed,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "finishedAt" - "createdAt"))
        FILTER (WHERE status = 'succeeded'))::float AS "medianSeconds"
    FROM jobs WHERE "finishedAt" >= ${from}::timestamptz GROUP BY 1`;
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(from.getTime() + at * dayMs).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, succeeded: 0, failed: 0, medianSeconds: null };
  });
}
