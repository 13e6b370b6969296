import "server-only";
import { type Db, inTransaction, sql, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Session, User } from "../generated/prisma/client";

type NewSession = { userId: string; userAgent: string | null; now: Date; ttlSeconds: number };
const maxUserAgentLength = 400;

/** Creates the session of one browser. */
export function createSession(db: Db | Tx, { userId, userAgent, now, ttlSeconds }: NewSession): Promise<Session> {
  const expiresAt = new Date(now.getTime() + ttlSeconds * 1000);
  return db.session.create({
    data: {
      id: createPublicId("ses"),
      userId,
      userAgent: userAgent?.slice(0, maxUserAgentLength) ?? null,
      createdAt: now,
      expiresAt,
    },
  });
}

/**
 * Creates the session of somebody whose password was just found to match `passwordHash`; null when another one was set
 * meanwhile.
 */
export function createSignedInSession(
  db: Db,
  { id, passwordHash }: Pick<User, "id" | "passwordHash">,
  browser: Omit<NewSession, "userId">,
): Promise<Session | null> {
  return inTransaction(db, async (tx) => {
    // The lock makes whoever sets a password now wait, and then end this session with the others.
    const unchanged = await tx.$queryRaw<unknown[]>(
      sql`SELECT 1 FROM users WHERE id = ${id} AND "passwordHash" = ${passwordHash} FOR SHARE`,
    );
    return unchanged.length === 1 ? createSession(tx, { userId: id, ...browser }) : null;
  });
}

/** The user of a session; null when it is unknown, revoked or expired. */
export async function findSession(db: Db, id: string, now: Date): Promise<User | null> {
  const session = await db.session.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now } },
    include: { user: true },
  });
  return session?.user ?? null;
}

/** Revokes a session; its next request is refused. False when it is unknown or already revoked. */
export async function revokeSession(db: Db, id: string, now: Date = new Date()): Promise<boolean> {
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
