import "server-only";
import type { Db } from "../db/client";

/** Extends the leases of a runner's unfinished jobs. Returns the ids of those whose owner has requested cancellation. */
export async function renewLeases(
  db: Db,
  { runnerId, leaseUntil }: { runnerId: string; leaseUntil: Date },
): Promise<string[]> {
  const renewed = await db.job.updateManyAndReturn({
    where: { runnerId, status: { in: ["queued", "running"] } },
    data: { leaseUntil },
    select: { id: true, cancelRequestedAt: true },
  });
  return renewed.filter((job) => job.cancelRequestedAt !== null).map((job) => job.id);
}

/** At most `limit` unfinished jobs whose lease has expired, oldest first: the process that ran them has died. */
export function findDeadJobs(
  db: Db,
  now: Date,
  limit = 100,
): Promise<{ id: string; userId: string; cancelRequestedAt: Date | null }[]> {
  return db.job.findMany({
    where: { status: { in: ["queued", "running"] }, OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] },
    select: { id: true, userId: true, cancelRequestedAt: true },
    orderBy: { createdAt: "asc" },
    take: limit,
  });
}
