import { RateLimiterMemory, RateLimiterPostgres } from "rate-limiter-flexible";
import { type Db, type Sql, sql } from "../db/client";
import { runPrepared } from "../db/run-prepared";
import { hideKey, type LimitOptions, type RateLimit, toRateLimit } from "./rate-limit";

type Counting = {
  db: Db;
  /** Whether this is the only instance that counts. Once false it must stay false. */
  isAlone: () => boolean;
  /** Keeps the addresses and accounts of stored counts unreadable; the same on every instance. */
  secret: string;
};

/**
 * A rate limit that counts in memory while this is the only instance, and in the database from then on, together with the others.
 * What was counted in memory goes along, each key at its next request; its window then begins at that request.
 */
export function createDatabaseRateLimit({ db, isAlone, secret }: Counting, options: LimitOptions): RateLimit {
  const window = { points: options.limit, duration: options.windowSeconds };
  const own = new RateLimiterMemory(window);
  const table = { storeClient: queryThrough(db), storeType: "client", tableName: "rate_counts", tableCreated: true };
  const shared = new RateLimiterPostgres({ ...window, ...table, keyPrefix: "", clearExpiredByTimeout: false });
  return toRateLimit(options, async (key) => {
    if (isAlone()) return { counter: own, name: key };
    const stored = hideKey(secret, options.name, key);
    const before = await own.get(key);
    // Deleted first: of requests that come together one takes the count along.
    if (before && (await own.delete(key)) && before.consumedPoints > 0)
      await shared.penalty(stored, before.consumedPoints);
    return { counter: shared, name: stored };
  });
}

/** Deletes the counts of windows that are over, which nothing asks for any more. */
export async function deleteOldCounts(db: Db, now: Date): Promise<void> {
  await db.rateCount.deleteMany({ where: { expire: { lt: now.getTime() } } });
}

/** What the library needs of a PostgreSQL client. */
const queryThrough = (db: Db) => ({
  async query(query: { text: string; values: (string | number | null)[] }) {
    const rows = await runPrepared<{ points: number; expire: string }>(db, { rate: toSql(query) });
    return { rows: rows.map((row) => ({ ...row, expire: Number(row.expire) })), rowCount: rows.length };
  },
});

/** `$1`, `$2`, which a text may have several times and in any order, to values in their places. */
function toSql({ text, values }: { text: string; values: (string | number | null)[] }): Sql {
  const pieces = text.split(/\$(\d+)/);
  const strings = pieces.filter((_, at) => at % 2 === 0);
  const placed = pieces.filter((_, at) => at % 2 === 1).map((number) => values[Number(number) - 1] ?? null);
  return sql(strings, ...placed);
}
