import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { confirmEmailMail } from "../../mail/contents/email-address";
import { passwordChangedMail } from "../../mail/contents/lost-access";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { createOneTimeLink, readOneTimeLink, useOneTimeLink } from "../one-time-links";
import { hashPassword } from "../password";
import { checkNewPassword } from "../password-rules";
import { confirmOwner } from "./confirm-owner";

const confirmSeconds = 7 * 24 * 3600;

type Asking = { mail: MailDeps; now: Date };

/** Mails the account's address a link that confirms it. */
export async function askToConfirm(
  to: Db | Tx,
  user: Pick<User, "id" | "email" | "mutedMails">,
  { mail, now }: Asking,
): Promise<void> {
  const { id: userId, email } = user;
  const link = { kind: "confirm_email", userId, email, ttlSeconds: confirmSeconds } as const;
  const token = await createOneTimeLink(to, link, { secret: mail.secret, now });
  const url = `${mail.origin}/confirm-email?kind=confirm&token=${token}`;
  await queueMail(to, mail, { ...user, userId }, confirmEmailMail({ url }));
}

type Deps = { db: Db; mail: MailDeps };
/** Who opened a link, of whom nothing is known but where from. */
export type LinkVisitor = Omit<AuditOrigin, "actor" | "actorId">;
type Using = {
  token: string;
  now: Date;
  by: LinkVisitor;
  /** The account that the visitor showed to be theirs besides the link, by its session or its password; null for none. */
  provenUserId: string | null;
  /** Chosen by who cannot show that. Left out where none was. */
  newPassword?: string;
};

/**
 * Marks the account's address as confirmed and uses the link up. Returns the address. Anybody can sign up with somebody else's
 * address and let its owner press the button, so the link alone confirms nothing that was not confirmed before: the visitor shows
 * that the account is theirs, or chooses a new password, which ends all that opened the account until then (see confirmOwner).
 * @throws {AppError} sign_in_failed without either, with the link still good; link_invalid, also once the account has another
 *   address; link_expired; link_used, also for a new password of a confirmed account; account_suspended for a new password;
 *   invalid_request for one that is refused, over_capacity
 */
export async function confirmEmail({ db, mail }: Deps, using: Using): Promise<string> {
  const { token, now, by, provenUserId, newPassword } = using;
  const signing = { secret: mail.secret, now };
  const { userId, email } = await readOneTimeLink(db, token, "confirm_email", signing);
  if (email === null) throw new Error(`A link to confirm the address of ${userId} names none.`);
  const passwordHash = newPassword === undefined ? null : await hashNew(newPassword, email);
  await inTransaction(db, async (tx) => {
    // The user first, as everybody does who changes one: two that wait for each other would be a deadlock.
    await tx.$queryRaw`SELECT FROM users WHERE id = ${userId} FOR UPDATE`;
    const user = await tx.user.findUnique({ where: { id: userId } });
    if (user?.email !== email) throw otherAddress();
    await useOneTimeLink(tx, token, "confirm_email", signing);
    const change = { origin: { actor: "owner", actorId: userId, ...by }, now } as const;
    if (passwordHash !== null) await replaceWaysIn(tx, mail, { ...user, passwordHash }, change);
    else if (user.emailConfirmedAt || userId === provenUserId) await markConfirmed(tx, userId, change);
    else throw unproven();
  });
  return email;
}

type Change = { origin: AuditOrigin; now: Date };

async function markConfirmed(tx: Tx, userId: string, { origin, now }: Change): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { emailConfirmedAt: now } });
  await writeAudit(tx, origin, { action: "email_confirmed", userId, at: now });
}

/** The visitor's password takes the place of every way in that there was. */
async function replaceWaysIn(tx: Tx, mail: MailDeps, user: User, change: Change): Promise<void> {
  // A link lives for a week, much longer than one for a forgotten password may.
  if (user.emailConfirmedAt) throw confirmedBefore();
  if (user.suspendedAt) throw new AppError("account_suspended", { detail: "This account is suspended." });
  const { addressRange } = change.origin;
  const forgotUrl = `${mail.origin}/forgot-password`;
  await confirmOwner(tx, user, change);
  const content = passwordChangedMail({
    by: "owner",
    at: change.now,
    addressRange,
    timeZone: user.timeZone,
    forgotUrl,
  });
  await queueMail(tx, mail, { ...user, userId: user.id }, content);
}

async function hashNew(password: string, email: string): Promise<string> {
  await checkNewPassword(password, email, "newPassword");
  return hashPassword(password);
}

const otherAddress = () =>
  new AppError("link_invalid", {
    detail: "This link is for an address that the account no longer has.",
    param: "token",
  });
const confirmedBefore = () =>
  new AppError("link_used", {
    detail:
      "This address was confirmed meanwhile, so the link sets no password. Ask for a new password on the sign-in page. " +
      "Nothing was changed.",
    param: "token",
  });
const unproven = () =>
  new AppError("sign_in_failed", {
    detail: "Enter the account's password, or choose a new one. Nothing was changed, and the link still works.",
    param: "password",
  });
