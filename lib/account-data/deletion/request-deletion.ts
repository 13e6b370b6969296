import "server-only";
import { createOneTimeLink, endOneTimeLinks, readOneTimeLink, useOneTimeLink } from "../../accounts/one-time-links";
import { isLastOperator } from "../../accounts/operators";
import { revokeSessions } from "../../accounts/sessions";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type DeletionProof, deletionDays } from "../../contract/accounts/deletion";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { deleteRequestedMail } from "../../mail/contents/account-data";
import { type MailDeps, queueMail } from "../../mail/queue-mail";

const waitingMs = deletionDays * 86_400_000;

/** When an account goes that somebody asked to delete at this time. */
export const deletedAt = (deleteRequestedAt: Date): Date => new Date(deleteRequestedAt.getTime() + waitingMs);

/** Accounts that somebody asked to delete by then are due. */
export const lastRequest = (now: Date): Date => new Date(now.getTime() - waitingMs);

/** What an owner has to show before the account is deleted. */
export const deletionProof = ({
  passwordHash,
  totpConfirmedAt,
}: Pick<User, "passwordHash" | "totpConfirmedAt">): DeletionProof =>
  passwordHash ? "password" : totpConfirmedAt ? "code" : "session";

type Deletion = {
  userId: string;
  origin: AuditOrigin;
  /** The session that asks for it goes on, to keep the account; all others end. Null where an operator asks. */
  keptSessionId: string | null;
  now: Date;
};

/**
 * Deletes an account in seven days. Until then it can be had back, from a session or by the link that is mailed; its keys are
 * refused meanwhile, and no new photo is taken. Again is no change. Returns when it goes.
 * @throws {AppError} not_found, last_operator
 */
export function requestDeletion(
  { db, mail }: { db: Db; mail: MailDeps },
  { userId, origin, keptSessionId, now }: Deletion,
): Promise<Date> {
  return inTransaction(db, async (tx) => {
    if (await isLastOperator(tx, userId)) {
      throw new AppError("last_operator", { detail: "This is the studio's last operator. Make another one first." });
    }
    const user = await lockUser(tx, userId);
    if (user.deleteRequestedAt) return deletedAt(user.deleteRequestedAt);
    await tx.user.update({ where: { id: userId }, data: { deleteRequestedAt: now } });
    await revokeSessions(tx, userId, keptSessionId, now);
    await writeAudit(tx, origin, { action: "delete_requested", userId, at: now });
    const link = { kind: "restore_account", userId, ttlSeconds: waitingMs / 1000 } as const;
    const token = await createOneTimeLink(tx, link, { secret: mail.secret, now });
    const content = deleteRequestedMail({ origin: mail.origin, token, deletedAt: deletedAt(now) });
    await queueMail(tx, mail, { userId, email: user.email, mutedMails: user.mutedMails }, content);
    return deletedAt(now);
  });
}

/** Takes the request to delete the account back, and its link. No effect on an account that nobody asked to delete. */
export function cancelDeletion(db: Db, userId: string, origin: AuditOrigin, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    await keepAccount(tx, userId, origin, now);
    await endOneTimeLinks(tx, userId, ["restore_account"], now);
  });
}

type Restoring = { token: string; secret: string; origin: Omit<AuditOrigin, "actor" | "actorId">; now: Date };

/**
 * The same for whoever has the link of the mail. Returns the account's id.
 * @throws {AppError} link_invalid, link_expired, link_used
 */
export function cancelDeletionByLink(db: Db, { token, secret, origin, now }: Restoring): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { userId } = await readOneTimeLink(tx, token, "restore_account", { secret, now });
    // The user first, as everybody does who changes one: two that wait for each other would be a deadlock.
    await keepAccount(tx, userId, { actor: "owner", actorId: userId, ...origin }, now);
    await useOneTimeLink(tx, token, "restore_account", { secret, now });
    return userId;
  });
}

async function keepAccount(tx: Tx, userId: string, origin: AuditOrigin, now: Date): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, deleteRequestedAt: { not: null } },
    data: { deleteRequestedAt: null },
  });
  if (count === 1) await writeAudit(tx, origin, { action: "delete_canceled", userId, at: now });
}

async function lockUser(tx: Tx, userId: string): Promise<User> {
  await tx.$queryRaw`SELECT FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const user = await tx.user.findUnique({ where: { id: userId } });
  if (!user) throw new AppError("not_found", { detail: "There is no such account." });
  return user;
}
