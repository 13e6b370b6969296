import "server-only";
import type { Db, Tx } from "../db/client";
import type { Job } from "../generated/prisma/client";

/** Where a key counts: one account, one address of the API. */
type Scope = { userId: string; path: string; key: string };
type Claim = Scope & { fingerprint: string; jobId: string; now: Date };

const keptMs = 24 * 3_600_000;
const oldest = (now: Date) => new Date(now.getTime() - keptMs);

/**
 * Binds the key to the job, in the transaction that opens the job. False when it is bound to another one: that transaction
 * must then be rolled back. Waits for a transaction that is claiming the same key right now.
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

/** In the transaction that ends a job without success: nothing was charged, so the same key may start it anew. */
export async function forgetIdempotencyKey(tx: Tx, jobId: string): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { jobId } });
}

/** Deletes the keys whose 24 hours are over. Returns how many. */
export async function deleteOldIdempotencyKeys(db: Db, now: Date): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({ where: { createdAt: { lte: oldest(now) } } });
  return count;
}
