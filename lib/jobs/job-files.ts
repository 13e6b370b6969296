import "server-only";
import type { PhotoFormat } from "../contract/limits";
import { photoFormatFacts } from "../contract/photos/photo-formats";
import { type Db, noJson } from "../db/client";
import type { Job } from "../generated/prisma/client";

const dayMs = 86_400_000;

/** Records another storage key of the photo to show. */
export async function setInputKey(db: Db, jobId: string, inputKey: string): Promise<void> {
  await db.job.updateMany({ where: { id: jobId, filesDeletedAt: null }, data: { inputKey } });
}

/**
 * Hides an ended job from its owner and erases the photo's name and what was painted on it. The caller deletes the files; what
 * it fails to delete, the sweeper does. False for another user's job, one that has not ended, and one already removed.
 */
export async function removeJob(db: Db, userId: string, jobId: string, now: Date): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, userId, removedAt: null, status: { in: ["succeeded", "failed", "canceled"] } },
    data: forgotten(now),
  });
  return count === 1;
}

/** The same for many jobs. Returns the ids of those that were removed. */
export async function removeJobs(db: Db, userId: string, jobIds: string[], now: Date): Promise<string[]> {
  const removed = await db.job.updateManyAndReturn({
    where: { id: { in: jobIds }, userId, removedAt: null, status: { in: ["succeeded", "failed", "canceled"] } },
    data: forgotten(now),
    select: { id: true },
  });
  return removed.map(({ id }) => id);
}

const forgotten = (now: Date) => ({ removedAt: now, inputName: null, nameKey: null, clientRef: null, recipe: noJson });

/** At most `limit` ended jobs that still have files although they have expired, and are not kept, or their owner removed them. */
export function findExpiredFiles(db: Db, now: Date, limit: number): Promise<{ id: string }[]> {
  return db.job.findMany({
    where: {
      filesDeletedAt: null,
      status: { in: ["succeeded", "failed", "canceled"] },
      OR: [{ expiresAt: { lte: now }, keptAt: null }, { removedAt: { not: null } }],
    },
    select: { id: true },
    orderBy: { expiresAt: "asc" },
    take: limit,
  });
}

/** Records that the storage holds no more files of this job, or these. */
export async function markFilesDeleted(db: Db, jobIds: string | string[], now: Date): Promise<void> {
  await db.job.updateMany({
    where: { id: { in: [jobIds].flat() }, filesDeletedAt: null },
    data: { filesDeletedAt: now, inputKey: null, outputKey: null },
  });
}

/**
 * Until when links to the files of a job are signed. Those of a kept photo stay longer than any link: its links work for a day or
 * two, and are the same all day, so that browsers need not load the pictures again.
 */
export function filesUntil({ expiresAt, keptAt }: Pick<Job, "expiresAt" | "keptAt">, now: Date): Date {
  if (!keptAt) return expiresAt;
  const nextDayEnds = (Math.floor(now.getTime() / dayMs) + 2) * dayMs;
  return new Date(Math.max(expiresAt.getTime(), nextDayEnds));
}

/**
 * Under which key the storage keeps a job's photo as it came in. What is shown of the photo may be a picture made of it, with the
 * order's edits and in colors that browsers know.
 */
export const originalKey = (jobId: string, format: PhotoFormat): string =>
  `${jobId}/in.${photoFormatFacts[format].extension}`;
