import "server-only";
import type { Db, Tx } from "../db/client";
import type { Job } from "../generated/prisma/client";

/** A key is unique within one account and one API path. */
type Scope = { userId: string; path: string; key: string };
type Claim = Scope & { fingerprint: string; jobId: string; now: Date };

const keptMs = 24 * 3_600_000;
const oldest = (now: Date) => new Date(now.getTime() - keptMs);

/**
 * Binds the key to the job. Call it in the transaction that creates the job. False when the key is bound to another job; the
 * transaction must then be rolled back. Waits while another transaction is claiming the same key.
 */
export async function claimIdempotencyKey(tx: Tx, { now, ...claim }: Claim): Promise<boolean> {
  const { userId, path, key } = claim;
  await tx.idempotencyKey.deleteMany({ where: { userId, path, key, createdAt: { lte: oldest(now) } } });
  const { count } = await tx.idempotencyKey.createMany({ data: [{ ...claim, createdAt: now }], skipDuplicates: true });
  return count === 1;
}

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
