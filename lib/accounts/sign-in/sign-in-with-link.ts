import "server-only";
import { type Db, inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { signInLinkMail } from "../../mail/contents/sign-in";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { confirmOwner } from "../email-address/confirm-owner";
import { findUserByEmail } from "../find-users";
import { createOneTimeLink, readOneTimeLink, useOneTimeLink } from "../one-time-links";
import { originOf, type StartedSession, startSession, type Visit } from "./start-session";

const linkMinutes = 15;
type Signing = { secret: string; now: Date };

/** Mails a link to sign in, to an address that has an account; to others nothing. `next` is where the person was. */
export async function sendSignInLink(
  db: Db,
  { email, next }: { email: string; next: string },
  { mail, ...signing }: Signing & { mail: MailDeps },
): Promise<void> {
  const user = await findUserByEmail(db, email);
  if (!user || user.suspendedAt) return;
  await inTransaction(db, async (tx) => {
    const link = { kind: "sign_in", userId: user.id, email, ttlSeconds: linkMinutes * 60 } as const;
    const token = await createOneTimeLink(tx, link, signing);
    const url = `${mail.origin}/sign-in/email?${new URLSearchParams({ token, next })}`;
    await queueMail(tx, mail, { ...user, userId: user.id }, signInLinkMail(url, linkMinutes));
  });
}

/** Whether the link would sign in now; it is not used. @throws {AppError} link_invalid, link_expired, link_used */
export async function checkSignInLink(db: Db, token: string, signing: Signing): Promise<void> {
  await readOneTimeLink(db, token, "sign_in", signing);
}

/**
 * Uses the link up and starts the session of its account. It was opened where the address's mail is read, so the address is
 * confirmed by it; see confirmOwner for what ends the first time.
 * @throws {AppError} link_invalid, also when the account has another address by now; link_expired, link_used, account_suspended
 */
export function signInWithLink(
  db: Db,
  token: string,
  { secret, ...visit }: Omit<Visit, "isKnownDevice"> & { secret: string; isKnownDevice: (userId: string) => boolean },
): Promise<StartedSession & { userId: string }> {
  const { now } = visit;
  return inTransaction(db, async (tx) => {
    const { userId, email } = await useOneTimeLink(tx, token, "sign_in", { secret, now });
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (user.email !== email)
      throw new AppError("link_invalid", { detail: "This link was sent to an earlier address.", param: "token" });
    const known = { ...visit, isKnownDevice: visit.isKnownDevice(userId) };
    const origin = originOf(user, visit);
    const owned = user.emailConfirmedAt
      ? user
      : await confirmOwner(tx, { id: userId, passwordHash: null }, { origin, now });
    const started = await startSession(tx, owned, { way: "email" }, known);
    if (started === "suspended") throw new AppError("account_suspended", { detail: "This account is suspended." });
    if (!started) throw new AppError("link_invalid", { detail: "The account was just changed. Ask for another link." });
    return { ...started, userId };
  });
}
