import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import type { MailDeps } from "../../mail/queue-mail";
import { createOneTimeLink } from "../one-time-links";

/** How long a link for a forgotten password works. */
const resetSeconds = 3600;

type Making = { mail: MailDeps; now: Date };
export type ResetLink = { url: string; expiresAt: Date };

/**
 * The address of a page that sets a new password, good for an hour and once.
 * @param email the address it is mailed to, which its use confirms; null where somebody else hands it over
 */
export async function createResetUrl(
  to: Db | Tx,
  { userId, email }: { userId: string; email: string | null },
  { mail: { origin, secret }, now }: Making,
): Promise<ResetLink> {
  const link = { kind: "reset_password", userId, email, ttlSeconds: resetSeconds } as const;
  const token = await createOneTimeLink(to, link, { secret, now });
  return { url: `${origin}/reset-password?token=${token}`, expiresAt: new Date(now.getTime() + resetSeconds * 1000) };
}

/**
 * A link for an operator to hand over, for a studio that sends no mail. It says nothing about the address, so its use confirms
 * none.
 * @throws {AppError} account_suspended
 */
export async function makeResetLink(
  db: Db,
  user: Pick<User, "id" | "suspendedAt">,
  by: AuditOrigin,
  making: Making,
): Promise<ResetLink> {
  if (user.suspendedAt)
    throw new AppError("account_suspended", { detail: "This account is suspended. End that first, then make a link." });
  return inTransaction(db, async (tx) => {
    const link = await createResetUrl(tx, { userId: user.id, email: null }, making);
    await writeAudit(tx, by, { action: "reset_link_made", userId: user.id, at: making.now });
    return link;
  });
}
