import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction, isUniqueViolation, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { changeEmailMail, emailChangedMail } from "../../mail/contents/email-address";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { createOneTimeLink, endOneTimeLinks, readOneTimeLink, useOneTimeLink } from "../one-time-links";
import type { LinkVisitor } from "./confirm-email";

const changeSeconds = 24 * 3600;

type Deps = { db: Db; mail: MailDeps };
type Change = {
  /** Whose address it is; that they may change it is known. */
  user: User;
  /** In lower case. */
  email: string;
  by: AuditOrigin;
  now: Date;
};

/**
 * Mails the new address a link that makes it the account's. An address that has an account already gets the same mail: whoever
 * asks learns nothing about it. The last request counts, earlier links are worthless.
 */
export async function requestEmailChange({ db, mail }: Deps, { user, email, by, now }: Change): Promise<void> {
  const { id: userId, timeZone } = user;
  await inTransaction(db, async (tx) => {
    await endOneTimeLinks(tx, userId, ["change_email"], now);
    const link = { kind: "change_email", userId, email, ttlSeconds: changeSeconds } as const;
    const token = await createOneTimeLink(tx, link, { secret: mail.secret, now });
    const url = `${mail.origin}/confirm-email?kind=change&token=${token}`;
    const content = changeEmailMail({ url, at: now, addressRange: by.addressRange, timeZone });
    await queueMail(tx, mail, { userId, email, mutedMails: [] }, content);
    await writeAudit(tx, by, { action: "email_change_requested", userId, at: now });
  });
}

/** The address that waits to be confirmed as the account's next one; null without one. */
export async function readPendingEmail(db: Db, userId: string, now: Date): Promise<string | null> {
  const open = { userId, kind: "change_email", usedAt: null, expiresAt: { gt: now } } as const;
  const link = await db.oneTimeLink.findFirst({ where: open, orderBy: { createdAt: "desc" }, select: { email: true } });
  return link?.email ?? null;
}

/** Makes the links of a requested change worthless. */
export const cancelEmailChange = (db: Db, userId: string, now: Date): Promise<void> =>
  inTransaction(db, (tx) => endOneTimeLinks(tx, userId, ["change_email"], now));

type Using = {
  token: string;
  now: Date;
  by: LinkVisitor;
  /** The account that the browser is signed in to; null for none. */
  signedInUserId: string | null;
  /** Whom to write to, for the old address; null where the studio names nobody. */
  contact: string | null;
};

/**
 * Gives the account the address that the link was mailed to, uses the link up and tells both addresses. Returns the new one.
 * Anybody can ask for somebody else's address and let its owner press the button, so only a browser that is signed in to the
 * account may.
 * @throws {AppError} sign_in_failed where it is not, and email_taken, both with the link still good; link_invalid, link_expired,
 *   link_used
 */
export async function confirmEmailChange(deps: Deps, using: Using): Promise<string> {
  const { db, mail } = deps;
  const { token, now, signedInUserId } = using;
  const signing = { secret: mail.secret, now };
  const { userId, email } = await readOneTimeLink(db, token, "change_email", signing);
  if (email === null) throw new Error(`A link to change the address of ${userId} names none.`);
  if (userId !== signedInUserId) throw signedInElsewhere();
  const change = inTransaction(db, async (tx) => {
    const { email: old } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    // The user first, as everybody does who changes one: two that wait for each other would be a deadlock.
    const user = await tx.user.update({ where: { id: userId }, data: { email, emailConfirmedAt: now } });
    await useOneTimeLink(tx, token, "change_email", signing);
    await tellBoth(tx, mail, { user, old, using });
  });
  await change.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("email_taken", { detail: `Another account has the address ${email} by now.`, param: "email" });
  });
  return email;
}

const signedInElsewhere = () =>
  new AppError("sign_in_failed", {
    detail:
      "Sign in to the account that asked for this address, then press again. Nothing was changed, and the link still works.",
  });

async function tellBoth(tx: Tx, mail: MailDeps, { user, old, using }: { user: User; old: string; using: Using }) {
  const { id: userId, email, timeZone } = user;
  const { by, contact, now } = using;
  const occasion = { at: now, addressRange: by.addressRange, timeZone, contact };
  const recipient = { userId, mutedMails: [] };
  await queueMail(tx, mail, { ...recipient, email: old }, emailChangedMail({ ...occasion, isOld: true }));
  await queueMail(tx, mail, { ...recipient, email }, emailChangedMail({ ...occasion, isOld: false }));
  await writeAudit(tx, { actor: "owner", actorId: userId, ...by }, { action: "email_changed", userId, at: now });
}
