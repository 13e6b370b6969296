import "server-only";
import { type Db, type Sql, sql, type Tx } from "../db/client";
import type { Job } from "../generated/prisma/client";

/** A key is unique within one account and one API path. */
type Scope = { userId: string; path: string; key: string };
type Claim = Scope & { fingerprint: string; jobId: string; now: Date };

const keptMs = 24 * 3_600_000;
const oldest = (now: Date) => new Date(now.getTime() - keptMs);

/**
 * A CTE that binds the key to the job that the same statement inserts, when the CTE `source` (its name) has a row: `claim` has no
 * row when the key is bound to another job. Waits while another transaction is claiming the same key.
 */
export const claimKey = ({ userId, path, key, fingerprint, jobId, now }: Claim, source: Sql): Sql => sql`
  claim AS (
    INSERT INTO idempotency_keys AS bound ("userId", path, key, fingerprint, "jobId", "createdAt")
    SELECT ${userId}, ${path}, ${key}, ${fingerprint}, ${jobId}, ${now} FROM ${source}
    ON CONFLICT ("userId", path, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, "jobId" = excluded."jobId", "createdAt" = excluded."createdAt"
      WHERE bound."createdAt" <= ${oldest(now)}
    RETURNING "jobId"
  )`;

/** A value: whether the key was bound to a job before the statement. */
export const isKeyBound = ({ userId, path, key, now }: Scope & Pick<Claim, "now">): Sql => sql`EXISTS (
    SELECT FROM idempotency_keys
    WHERE "userId" = ${userId} AND path = ${path} AND key = ${key} AND "createdAt" > ${oldest(now)}
  )`;

/** Null when the key is not bound to any job. */
export function findIdempotencyKey(db: Db, scope: Scope): Promise<{ fingerprint: string; job: Job } | null> {
  return db.idempotencyKey.findUnique({
    where: { userId_path_key: scope },
    select: { fingerprint: true, job: true },
  });
}

/** Call it in the transaction that fails or cancels a job: nothing was charged, so the same key may start a new job. */
export async function forgetIdempotencyKey(tx: Tx, jobId: string): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { jobId } });
}

/** Deletes at most `limit` of the keys that are older than 24 hours. Returns how many. */
export async function deleteOldIdempotencyKeys(db: Db, now: Date, limit = 1000): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({ where: { createdAt: { lte: oldest(now) } }, limit });
  return count;
}
