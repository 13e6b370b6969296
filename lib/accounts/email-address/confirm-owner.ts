import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { Tx } from "../../db/client";
import type { User } from "../../generated/prisma/client";
import { endOneTimeLinks } from "../one-time-links";
import { resetSecondFactor } from "../second-factor/manage-second-factor";
import { revokeSessions } from "../sessions";

/**
 * Confirms the address of an account that whoever reads its mail has just come in by, without a session of it. Anybody can sign up
 * with somebody else's address and wait for its owner, so the first time everything ends that opens the account and was made
 * before: password, sessions, keys, webhooks, connected sign-ins, second factor and links. No change for a confirmed address.
 * @param passwordHash what the person has set with the same link; null leaves the account without a password
 * @returns the account as it is now
 */
export async function confirmOwner(
  tx: Tx,
  { id: userId, passwordHash }: Pick<User, "id" | "passwordHash">,
  { origin, now }: { origin: AuditOrigin; now: Date },
): Promise<User> {
  // Whoever signs in or makes a key at this moment needs the row: it waits, or what it made is found here.
  await tx.$queryRaw`SELECT FROM users WHERE id = ${userId} FOR UPDATE`;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  if (user.emailConfirmedAt) return user;
  const { count: connectedEnded } = await tx.connectedSignIn.deleteMany({ where: { userId } });
  const { count: keysRevoked } = await tx.apiKey.updateMany({
    where: { userId, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.webhookEndpoint.updateMany({
    where: { userId, disabledAt: null },
    data: { disabledAt: now, disabledReason: "owner" },
  });
  await endOneTimeLinks(tx, userId, ["change_email", "reset_password"], now);
  const hadSecondFactor = (await resetSecondFactor(tx, userId)) !== null;
  const sessionsEnded = await revokeSessions(tx, userId, null, now);
  const details = { sessionsEnded, keysRevoked, connectedEnded, hadSecondFactor };
  await writeAudit(tx, origin, { action: "email_confirmed", userId, details, at: now });
  return tx.user.update({ where: { id: userId }, data: { passwordHash, emailConfirmedAt: now } });
}
