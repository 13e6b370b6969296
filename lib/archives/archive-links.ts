import "server-only";
import { type Db, inTransaction } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import type { Archive } from "../generated/prisma/client";

/** Long enough to start a download that failed once more. */
const linkMs = 3_600_000;
/** A link is a list of up to a thousand ids; the oldest of an account goes when there is one more. */
const linksKept = 10;

type NewLink = { userId: string; jobIds: readonly string[]; now: Date };

/** Remembers which jobs an archive is to hold, for an hour. */
export function createArchiveLink(db: Db, { userId, jobIds, now }: NewLink): Promise<Archive> {
  return inTransaction(db, async (tx) => {
    const expiresAt = new Date(now.getTime() + linkMs);
    const id = createPublicId("arc");
    const created = await tx.archive.create({ data: { id, userId, jobIds: [...jobIds], createdAt: now, expiresAt } });
    const newestFirst = [{ createdAt: "desc" as const }, { id: "asc" as const }];
    const kept = await tx.archive.findMany({
      where: { userId, expiresAt: { gt: now } },
      orderBy: newestFirst,
      take: linksKept,
      select: { id: true },
    });
    await tx.archive.deleteMany({ where: { userId, id: { notIn: kept.map((each) => each.id) } } });
    return created;
  });
}

/** @throws {AppError} not_found for another account's or one that has expired */
export async function findArchiveLink(db: Db, { userId, id, now }: { userId: string; id: string; now: Date }) {
  const found = await db.archive.findFirst({ where: { id, userId, expiresAt: { gt: now } } });
  if (!found) throw new AppError("not_found", { detail: "This download has expired. Start it again." });
  return found;
}

/** Deletes at most `limit` links that have expired. Returns how many. */
export async function deleteExpiredArchives(db: Db, now: Date, limit = 1000): Promise<number> {
  const { count } = await db.archive.deleteMany({ where: { expiresAt: { lte: now } }, limit });
  return count;
}
