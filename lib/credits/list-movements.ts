import "server-only";
import type { Db } from "../db/client";

/** `credits` is the change of what the user can spend: a capture takes from the hold, so it is 0 there. */
export type Movement = {
  id: string;
  kind: "grant" | "adjustment" | "hold" | "capture" | "release";
  jobId: string | null;
  reason: string;
  createdAt: Date;
  credits: number;
};

/** The user's movements, newest first. */
export async function listMovements(db: Db, userId: string, { limit }: { limit: number }): Promise<Movement[]> {
  const rows = await db.creditMovement.findMany({
    where: { userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    include: { entries: { where: { account: `user:${userId}:available` } } },
  });
  return rows.map(({ id, kind, jobId, reason, createdAt, entries }) => ({
    id,
    kind,
    jobId,
    reason,
    createdAt,
    credits: entries.reduce((sum, entry) => sum + entry.credits, 0),
  }));
}
