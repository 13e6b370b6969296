import "server-only";
import type { Db } from "../db/client";

/** Tells the sweeper that this runner still lives. Returns those of its unfinished jobs that their owner wants ended. */
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
