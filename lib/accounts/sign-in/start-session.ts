import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { SignInWay } from "../../contract/accounts/sign-in";
import { type Db, inTransaction, sql, type Tx } from "../../db/client";
import type { Session, User } from "../../generated/prisma/client";
import { newDeviceMail } from "../../mail/contents/sign-in";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { describeDevice } from "../describe-device";
import { createSession } from "../sessions";

export const sessionSeconds = 30 * 24 * 3600;
/** How long somebody may take to show the second factor. */
export const pendingSeconds = 10 * 60;

/** The browser that signs in. */
export type Visit = {
  userAgent: string | null;
  /** An IPv4 /24 or IPv6 /48. */
  addressRange: string;
  /** It proved that it signed in to this account before. */
  isKnownDevice: boolean;
  mail: MailDeps;
  now: Date;
};
type Entry = { way: SignInWay; isNewAccount?: boolean };
export type StartedSession = { id: string; needsSecondFactor: boolean };

/**
 * Starts the session of somebody who showed who they are. With a second factor it opens nothing yet. Null when the password is no
 * longer the one that `user` was read with; "suspended" when an operator keeps the account out.
 */
export async function startSession(
  tx: Tx,
  user: User,
  { way, isNewAccount = false }: Entry,
  visit: Visit,
): Promise<StartedSession | "suspended" | null> {
  // The lock makes whoever sets a password or suspends now wait, and then end this session with the others.
  const [row] = await tx.$queryRaw<{ passwordHash: string | null; suspendedAt: Date | null }[]>(
    sql`SELECT "passwordHash", "suspendedAt" FROM users WHERE id = ${user.id} FOR SHARE`,
  );
  if (!row || row.passwordHash !== user.passwordHash) return null;
  if (row.suspendedAt) {
    await recordRefusal(tx, user.id, "suspended", visit);
    return "suspended";
  }
  const needsSecondFactor = user.totpConfirmedAt !== null;
  const session = await createSession(tx, {
    userId: user.id,
    userAgent: visit.userAgent,
    addressRange: visit.addressRange,
    signedInWith: way,
    needsSecondFactor,
    now: visit.now,
    ttlSeconds: needsSecondFactor ? pendingSeconds : sessionSeconds,
  });
  if (!needsSecondFactor)
    await recordSignIn(tx, user, session, { ...visit, isKnownDevice: visit.isKnownDevice || isNewAccount });
  return { id: session.id, needsSecondFactor };
}

/** The audit entry of a session that opens the account, and a mail when its browser is a new one. */
export async function recordSignIn(tx: Tx, user: User, session: Session, visit: Visit): Promise<void> {
  const { addressRange, userAgent, isKnownDevice, mail, now } = visit;
  const device = describeDevice(userAgent);
  const details = { way: session.signedInWith, device };
  await writeAudit(tx, originOf(user, visit), {
    action: "signed_in",
    userId: user.id,
    target: session.id,
    details,
    at: now,
  });
  if (isKnownDevice || (await isFirstSignIn(tx, user, session, now))) return;
  const content = newDeviceMail({ device, addressRange, at: now }, mail.origin);
  await queueMail(tx, mail, { ...user, userId: user.id }, content);
}

const newAccountMs = 10 * 60_000;

/** The one right after signing up: no mail is needed to tell somebody what they are just doing. */
async function isFirstSignIn(tx: Tx, { id: userId, createdAt }: User, { id }: Session, now: Date): Promise<boolean> {
  if (now.getTime() - createdAt.getTime() > newAccountMs) return false;
  return (await tx.session.count({ where: { userId, id: { not: id }, needsSecondFactor: false } })) === 0;
}

export const originOf = (
  { id, role }: User,
  { addressRange, userAgent }: Pick<Visit, "addressRange" | "userAgent">,
): AuditOrigin => ({
  actor: role === "operator" ? "operator" : "owner",
  actorId: id,
  addressRange,
  userAgent,
});

const refusalMs = 15 * 60_000;

/**
 * Notes that somebody was not let in: once in 15 minutes for an account and an address range, so that no flood of guesses becomes
 * one of entries.
 */
export async function recordRefusal(
  to: Db | Tx,
  userId: string,
  reason: "password" | "second factor" | "suspended",
  { addressRange, userAgent, now }: Pick<Visit, "addressRange" | "userAgent" | "now">,
): Promise<void> {
  const since = new Date(now.getTime() - refusalMs);
  const action = "sign_in_refused";
  const noted = await to.auditEntry.findFirst({ where: { userId, action, addressRange, at: { gt: since } } });
  if (noted) return;
  await writeAudit(to, { actor: "studio", addressRange, userAgent }, { action, userId, details: { reason }, at: now });
}

/** Signs a browser out. False when its session was over already. */
export function signOut(
  db: Db,
  id: string,
  visit: Pick<Visit, "addressRange" | "userAgent" | "now">,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const session = await tx.session.findFirst({ where: { id, revokedAt: null }, include: { user: true } });
    if (!session) return false;
    await tx.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: visit.now } });
    const event = { action: "signed_out", userId: session.userId, target: id, at: visit.now } as const;
    if (!session.needsSecondFactor) await writeAudit(tx, originOf(session.user, visit), event);
    return true;
  });
}
