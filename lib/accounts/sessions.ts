import "server-only";
import type { Db, Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Session, User } from "../generated/prisma/client";
import { log } from "../log/log";

type NewSession = {
  userId: string;
  userAgent: string | null;
  /** An IPv4 /24 or IPv6 /48. */
  addressRange?: string | null;
  /** A SignInWay of lib/contract. */
  signedInWith?: string;
  /** It opens nothing until the second factor was shown; then another one takes its place. */
  needsSecondFactor?: boolean;
  now: Date;
  ttlSeconds: number;
};
const maxUserAgentLength = 400;
const seenEveryMs = 5 * 60_000;

/** Creates the session of one browser. Signing in does it by startSession. */
export function createSession(db: Db | Tx, session: NewSession): Promise<Session> {
  const { userId, userAgent, addressRange = null, signedInWith, needsSecondFactor, now, ttlSeconds } = session;
  const expiresAt = new Date(now.getTime() + ttlSeconds * 1000);
  return db.session.create({
    data: {
      id: createPublicId("ses"),
      userId,
      userAgent: userAgent?.slice(0, maxUserAgentLength) ?? null,
      addressRange,
      signedInWith,
      needsSecondFactor,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
    },
  });
}

/**
 * The user of a session; null when it is unknown, revoked, expired or waits for the second factor, and when the account is
 * suspended.
 */
export async function findSession(db: Db, id: string, now: Date): Promise<User | null> {
  const session = await findOpenSession(db, id, now);
  if (!session || session.needsSecondFactor || session.user.suspendedAt) return null;
  void recordSeen(db, session, now);
  return session.user;
}

/** A session that waits for the second factor, with its user; null when there is none. */
export async function findPendingSession(db: Db, id: string, now: Date): Promise<(Session & { user: User }) | null> {
  const session = await findOpenSession(db, id, now);
  return session?.needsSecondFactor ? session : null;
}

const findOpenSession = (db: Db, id: string, now: Date) =>
  db.session.findFirst({ where: { id, revokedAt: null, expiresAt: { gt: now } }, include: { user: true } });

/** Runs beside the request, and writes at most once in five minutes per session. */
async function recordSeen(db: Db, { id, lastSeenAt }: Session, now: Date): Promise<void> {
  const before = new Date(now.getTime() - seenEveryMs);
  if (lastSeenAt && lastSeenAt > before) return;
  try {
    await db.session.updateMany({
      where: { id, OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: before } }] },
      data: { lastSeenAt: now },
    });
  } catch (err) {
    log().warn({ err }, "could not record when a session was last seen");
  }
}

/** Revokes a session; its next request is refused. False when it is unknown or already revoked. */
export async function revokeSession(db: Db | Tx, id: string, now: Date = new Date()): Promise<boolean> {
  const { count } = await db.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  return count === 1;
}

/** Revokes every session of the user except `keptId`. How many there were. */
export async function revokeSessions(tx: Tx, userId: string, keptId: string | null, now: Date): Promise<number> {
  const others = keptId === null ? {} : { id: { not: keptId } };
  const where = { userId, revokedAt: null, expiresAt: { gt: now }, ...others };
  const { count } = await tx.session.updateMany({ where, data: { revokedAt: now } });
  return count;
}
