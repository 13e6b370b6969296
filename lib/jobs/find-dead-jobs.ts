import "server-only";
import type { Db } from "../db/client";

/** Unfinished jobs whose lease ran out: the process that ran them is gone. */
export function findDeadJobs(
  db: Db,
  now: Date,
): Promise<{ id: string; userId: string; cancelRequestedAt: Date | null }[]> {
  return db.job.findMany({
    where: { status: { in: ["queued", "running"] }, OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] },
    select: { id: true, userId: true, cancelRequestedAt: true },
    orderBy: { createdAt: "asc" },
  });
}
