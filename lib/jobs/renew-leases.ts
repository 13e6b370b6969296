import "server-only";
import type { Db } from "../db/client";

/** Tells the sweeper that this runner still lives. Returns how many unfinished jobs it has. */
export async function renewLeases(db: Db, { runnerId, leaseUntil }: { runnerId: string; leaseUntil: Date }) {
  const { count } = await db.job.updateMany({
    where: { runnerId, status: { in: ["queued", "running"] } },
    data: { leaseUntil },
  });
  return count;
}
