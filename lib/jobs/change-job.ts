import "server-only";
import { cropSchema } from "../contract/photos/edits";
import type { Recipe } from "../contract/photos/recipe";
import { type Db, noJson } from "../db/client";
import { toNameKey } from "./name-key";

/** Which job of which account. */
type Owned = { userId: string; jobId: string };

/** Names a job's photo, on every job of the account for the same part of the same file. False where there is no such job. */
export async function renamePhoto(db: Db, { userId, jobId }: Owned, name: string): Promise<boolean> {
  const job = await db.job.findFirst({
    where: { id: jobId, userId, removedAt: null },
    select: { inputSha256: true, page: true, rotate: true, crop: true, invert: true },
  });
  if (!job) return false;
  const crop = cropSchema.nullable().parse(job.crop);
  await db.job.updateMany({
    where: { ...job, crop: { equals: crop ?? noJson }, userId, removedAt: null },
    data: { inputName: name, nameKey: toNameKey(name) },
  });
  return true;
}

/**
 * Keeps the files of a succeeded job beyond their retention; again is no change. False for one that has no output, was a test
 * key's, or whose files are gone or about to go.
 */
export async function keepFiles(db: Db, { userId, jobId }: Owned, now: Date): Promise<boolean> {
  const open = {
    id: jobId,
    userId,
    removedAt: null,
    filesDeletedAt: null,
    status: "succeeded",
    isTest: false,
  } as const;
  const { count } = await db.job.updateMany({
    where: { ...open, keptAt: null, expiresAt: { gt: now } },
    data: { keptAt: now },
  });
  return count === 1 || (await db.job.count({ where: { ...open, keptAt: { not: null } } })) === 1;
}

/** Ends the keeping of a job's files. They go after the retention period, which starts again. No effect on a job that is not kept. */
export async function stopKeepingFiles(
  db: Db,
  { userId, jobId }: Owned,
  { now, retentionHours }: { now: Date; retentionHours: number },
): Promise<void> {
  const expiresAt = new Date(now.getTime() + retentionHours * 3_600_000);
  await db.job.updateMany({ where: { id: jobId, userId, keptAt: { not: null } }, data: { keptAt: null, expiresAt } });
}

/** Keeps the recipe of a job that has succeeded, or none. False for one that has not, or that its owner removed. */
export async function saveRecipe(db: Db, jobId: string, recipe: Recipe | null): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, status: "succeeded", removedAt: null },
    data: { recipe: recipe ?? noJson },
  });
  return count === 1;
}
