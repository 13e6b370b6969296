import "server-only";
import type { ChangeShareRequest } from "../contract/photos/shares";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { Share } from "../generated/prisma/client";
import { endOfShare } from "./end-of-share";
import { findShare, living } from "./find-shares";

type Named = { userId: string; id: string; now: Date };

/**
 * Changes the caption, or lets the share end so many days from now.
 * @throws {AppError} not_found; link_revoked and link_expired for a share that has ended: its link stays dead
 */
export async function changeShare(db: Db, { userId, id, now }: Named, change: ChangeShareRequest): Promise<Share> {
  const { job, ...share } = await findShare(db, userId, id);
  const expiresAt = change.days === undefined ? share.expiresAt : endOfShare(change.days, job, now);
  const data = { caption: change.caption ?? share.caption, expiresAt };
  const [changed] = await db.share.updateManyAndReturn({ where: { id, ...living(now) }, data });
  if (changed) return changed;
  const code = share.revokedAt ? "link_revoked" : "link_expired";
  throw new AppError(code, { detail: "This link no longer works, so it cannot be changed. Make a new one." });
}

/** Ends the share now and for good; again does nothing more. @throws {AppError} not_found */
export async function revokeShare(db: Db, { userId, id, now }: Named): Promise<void> {
  await findShare(db, userId, id);
  await db.share.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
}
