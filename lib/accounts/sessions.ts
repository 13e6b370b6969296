import "server-only";
import type { Db } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Session, User } from "../generated/prisma/client";

type NewSession = { userId: string; userAgent: string | null; now: Date; ttlSeconds: number };
const maxUserAgentLength = 400;

/** Creates the session of one browser. */
export function createSession(db: Db, { userId, userAgent, now, ttlSeconds }: NewSession): Promise<Session> {
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
