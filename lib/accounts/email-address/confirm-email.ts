import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { confirmEmailMail } from "../../mail/contents/email-address";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { createOneTimeLink, readOneTimeLink, useOneTimeLink } from "../one-time-links";

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
type Using = { token: string; now: Date; by: LinkVisitor };

/**
 * Marks the account's address as confirmed and uses the link up. Returns the address.
 * @throws {AppError} link_invalid, also once the account has another address; link_expired, link_used
 */
export async function confirmEmail({ db, mail }: Deps, { token, now, by }: Using): Promise<string> {
  const signing = { secret: mail.secret, now };
  const { userId, email } = await readOneTimeLink(db, token, "confirm_email", signing);
  await inTransaction(db, async (tx) => {
    // The user first, as everybody does who changes one: two that wait for each other would be a deadlock.
    const where = { id: userId, email: email ?? "" };
    const { count } = await tx.user.updateMany({ where, data: { emailConfirmedAt: now } });
    if (count === 0) throw otherAddress();
    await useOneTimeLink(tx, token, "confirm_email", signing);
    await writeAudit(tx, { actor: "owner", actorId: userId, ...by }, { action: "email_confirmed", userId, at: now });
  });
  return email ?? "";
}

const otherAddress = () =>
  new AppError("link_invalid", {
    detail: "This link is for an address that the account no longer has.",
    param: "token",
  });
