import "server-only";
import { type Db, sql } from "../db/client";

/** Bytes that the photos and outputs of an account's jobs take up in the storage. Their small previews are not counted. */
export async function readStoredBytes(db: Db, userId: string): Promise<number> {
  const rows = await db.$queryRaw<{ bytes: number }[]>(sql`
    SELECT coalesce(sum("inputBytes"::bigint + coalesce("outputBytes", 0)), 0)::float8 AS bytes
    FROM jobs WHERE "userId" = ${userId} AND "filesDeletedAt" IS NULL`);
  return rows[0]?.bytes ?? 0;
}

/** How old a number may be: until then an account can store a little more than its share. */
const keptMs = 10_000;
/** So many accounts are remembered, no more. */
const maxKept = 10_000;

/** The same, asked for with every photo: a number is read once in ten seconds. */
export function createStoredBytes(db: Db, now: () => number = () => performance.now()) {
  const kept = new Map<string, { bytes: Promise<number>; readAt: number }>();
  return {
    of(userId: string): Promise<number> {
      const found = kept.get(userId);
      if (found && now() - found.readAt < keptMs) return found.bytes;
      if (kept.size >= maxKept) kept.clear();
      const bytes = readStoredBytes(db, userId);
      kept.set(userId, { bytes, readAt: now() });
      bytes.catch(() => kept.delete(userId));
      return bytes;
    },
  };
}
export type StoredBytes = ReturnType<typeof createStoredBytes>;
