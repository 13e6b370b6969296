import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { OneTimeLink, User } from "../../generated/prisma/client";
import { passwordChangedMail } from "../../mail/contents/lost-access";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { confirmOwner } from "../email-address/confirm-owner";
import { endOneTimeLinks, readOneTimeLink, useOneTimeLink } from "../one-time-links";
import { hashPassword } from "../password";
import { checkNewPassword } from "../password-rules";
import { revokeSessions } from "../sessions";

type Deps = { db: Db; mail: MailDeps };

/**
 * The account that a link for a forgotten password opens, without using the link.
 * @throws {AppError} link_invalid, link_expired, link_used, account_suspended
 */
export async function readResetLink({ db, mail }: Deps, token: string, now: Date): Promise<User> {
  const link = await readOneTimeLink(db, token, "reset_password", { secret: mail.secret, now });
  const user = await db.user.findUniqueOrThrow({ where: { id: link.userId } });
  return checkOwner(link, user);
}

function checkOwner(link: OneTimeLink, user: User): User {
  if (link.email !== null && link.email !== user.email) {
    throw new AppError("link_invalid", {
      detail: "This link was sent to an address that the account no longer has.",
      param: "token",
    });
  }
  if (user.suspendedAt) throw new AppError("account_suspended", { detail: "This account is suspended." });
  return user;
}

type Reset = {
  token: string;
  password: string;
  /** Whether links reach people by mail. Where an operator hands them over, having one says nothing about the address. */
  isMailed: boolean;
  now: Date;
  by: Omit<AuditOrigin, "actor" | "actorId">;
};

/**
 * Sets the password of the account that the link opens, uses the link up and ends every session. Other links that could take the
 * account over are worthless after it; the second factor and API keys stay as they are, but for an address that nobody had confirmed
 * (see confirmOwner). Returns how many sessions ended.
 * @throws {AppError} link_invalid, link_expired, link_used, account_suspended, invalid_request for a password that is refused,
 *   over_capacity
 */
export async function resetPassword(deps: Deps, { token, password, isMailed, now, by }: Reset): Promise<number> {
  const { id: userId, email } = await readResetLink(deps, token, now);
  await checkNewPassword(password, email);
  const passwordHash = await hashPassword(password);
  const { db, mail } = deps;
  return inTransaction(db, async (tx) => {
    // The user first, as everybody does who replaces a password: two that wait for each other would be a deadlock.
    const user = await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    const link = await useOneTimeLink(tx, token, "reset_password", { secret: mail.secret, now });
    checkOwner(link, user);
    const isFirst = isMailed && link.email !== null && user.emailConfirmedAt === null;
    const ended = await endAccess(tx, mail, user, { now, by, isFirst });
    const origin = { actor: "owner", actorId: userId, ...by } as const;
    if (isFirst) await confirmOwner(tx, user, { origin, now });
    return ended;
  });
}

type Ending = Pick<Reset, "now" | "by"> & {
  /** The first link that lets the address's owner in: it ends more. */
  isFirst: boolean;
};

async function endAccess(tx: Tx, mail: MailDeps, user: User, { now, by, isFirst }: Ending): Promise<number> {
  const { id: userId } = user;
  await endOneTimeLinks(tx, userId, ["reset_password", "change_email"], now);
  const sessionsEnded = await revokeSessions(tx, userId, null, now);
  const content = passwordChangedMail({
    ...user,
    ...by,
    by: isFirst ? "owner" : "link",
    at: now,
    forgotUrl: `${mail.origin}/forgot-password`,
  });
  await queueMail(tx, mail, { ...user, userId }, content);
  const origin = { actor: "owner", actorId: userId, ...by } as const;
  await writeAudit(tx, origin, { action: "password_reset", userId, details: { sessionsEnded }, at: now });
  return sessionsEnded;
}
