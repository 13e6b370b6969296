import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../db/client";
import { AppError } from "../errors/app-error";
import type { User } from "../generated/prisma/client";
import { passwordChangedMail } from "../mail/contents/lost-access";
import { type MailDeps, queueMail } from "../mail/queue-mail";
import { endOneTimeLinks } from "./one-time-links";
import { checkPassword, type Guess, hashPassword } from "./password";
import { checkNewPassword } from "./password-rules";
import { revokeSessions } from "./sessions";

type Change = {
  userId: string;
  currentPassword: string;
  newPassword: string;
  /** The session that goes on; all others of the user end. */
  keptSessionId: string | null;
  /** Whose doing it is, for the audit log and for the mail about it. */
  by: AuditOrigin;
  now: Date;
};
type Deps = { db: Db; mail: MailDeps };

/**
 * Replaces the password of a user who knows the present one, and mails the account that it was. Returns how many other sessions ended.
 * @throws {AppError} sign_in_failed for a wrong current password, invalid_request for a refused new one, over_capacity, and
 *   what `guess` throws
 */
export async function changePassword({ db, mail }: Deps, change: Change, guess: Guess): Promise<number> {
  const { by, userId, currentPassword, newPassword, keptSessionId, now } = change;
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  await checkNewPassword(newPassword, email, "newPassword");
  const user = await checkPassword(db, email, currentPassword, async () => guess);
  if (!user) throw notCurrent();
  const passwordHash = await hashPassword(newPassword, guess.line);
  const tell = async (tx: Tx) => {
    const forgotUrl = `${mail.origin}/forgot-password`;
    const content = passwordChangedMail({ ...by, by: "password", at: now, timeZone: user.timeZone, forgotUrl });
    await queueMail(tx, mail, { ...user, userId }, content);
    await writeAudit(tx, by, { action: "password_changed", userId, at: now });
  };
  const ended = await replaceHash(db, user, { passwordHash, keptSessionId, now }, tell);
  if (ended === null) throw notCurrent();
  return ended;
}

/**
 * Gives the user another password, for an operator; `alongside` is done in the same transaction. Returns how many sessions ended: all there were.
 * @throws {AppError} invalid_request for a password that is refused, over_capacity
 */
export async function setPassword(
  db: Db,
  user: User,
  { password, now, alongside }: { password: string; now: Date; alongside?: (tx: Tx) => Promise<void> },
): Promise<number> {
  await checkNewPassword(password, user.email);
  const passwordHash = await hashPassword(password);
  const ended = await replaceHash(db, user, { passwordHash, keptSessionId: null, now }, alongside);
  if (ended === null) throw new Error(`The password of ${user.email} was changed at this very moment. Try again.`);
  return ended;
}

type Replacement = { passwordHash: string; keptSessionId: string | null; now: Date };

/**
 * Null, and nothing is changed, when the user's password is no longer the one that `user` was read with. Links that somebody else
 * may have asked for are worthless afterward.
 */
function replaceHash(
  db: Db,
  user: User,
  { passwordHash, keptSessionId, now }: Replacement,
  alongside: (tx: Tx) => Promise<void> = async () => {},
): Promise<number | null> {
  return inTransaction(db, async (tx) => {
    // The user first: a sign-in holds this row until its session is there to be ended.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
    if (count === 0) return null;
    await endOneTimeLinks(tx, user.id, ["reset_password", "change_email"], now);
    await alongside(tx);
    return revokeSessions(tx, user.id, keptSessionId, now);
  });
}

const notCurrent = () =>
  new AppError("sign_in_failed", {
    detail: "This is not your current password. Nothing was changed.",
    param: "currentPassword",
  });
