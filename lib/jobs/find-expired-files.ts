import "server-only";
import type { Db } from "../db/client";

/** At most `limit` ended jobs that still have files although their time is over or their owner removed them. */
export async function findExpiredFiles(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.job.findMany({
    where: {
      filesDeletedAt: null,
      status: { in: ["succeeded", "failed", "canceled"] },
      OR: [{ expiresAt: { lte: now } }, { removedAt: { not: null } }],
    },
    select: { id: true },
    orderBy: { expiresAt: "asc" },
    take: limit,
  });
  return rows.map((row) => row.id);
}
