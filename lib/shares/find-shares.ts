import "server-only";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { Job, Share } from "../generated/prisma/client";
import { hasOutput } from "./end-of-share";
import { readToken } from "./share-token";

/** The shares that work at this moment. */
export const living = (now: Date) => ({ revokedAt: null, expiresAt: { gt: now } });

/** The job's shares that work now, newest first. */
export function listShares(db: Db, jobId: string, now: Date): Promise<Share[]> {
  return db.share.findMany({
    where: { jobId, ...living(now) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
}

export type OwnedShare = Share & { job: Job };

/**
 * A share of one of the user's jobs, living or not.
 * @throws {AppError} not_found also for another user's, so that callers cannot tell which
 */
export async function findShare(db: Db, userId: string, id: string): Promise<OwnedShare> {
  const share = await db.share.findFirst({ where: { id, job: { userId, removedAt: null } }, include: { job: true } });
  if (!share) throw new AppError("not_found", { detail: "You have no share with this ID." });
  return share;
}

/**
 * The share behind the end of a link, with its job, while both are there.
 * @throws {AppError} link_invalid for a forged or cut link, link_expired, link_revoked, not_found once the photo is deleted, and
 *   while its account is suspended
 */
export async function openShare(
  db: Db,
  token: string,
  { secret, now }: { secret: string; now: Date },
): Promise<OwnedShare> {
  const id = readToken(token, secret);
  if (!id)
    throw new AppError("link_invalid", { detail: "This link is not one of this studio's, or a part is missing." });
  const share = await db.share.findUnique({
    where: { id },
    include: { job: { include: { user: { select: { suspendedAt: true } } } } },
  });
  // A suspended account shows nothing for as long as it is one, and nobody else learns that.
  if (!share || share.job.removedAt || share.job.user.suspendedAt) throw deleted();
  if (share.revokedAt) throw new AppError("link_revoked", { detail: "Its owner has withdrawn this link." });
  if (share.expiresAt <= now)
    throw new AppError("link_expired", { detail: "This link was time-limited and has expired." });
  if (!hasOutput(share.job, now)) throw deleted();
  return share;
}

const deleted = () => new AppError("not_found", { detail: "The photo behind this link was deleted." });
