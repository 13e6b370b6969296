import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import { type Db, inTransaction } from "../db/client";
import type { Session } from "../generated/prisma/client";
import { revokeSessions } from "./sessions";

type Owned = { userId: string; sessionId: string };
type Ending = { by: AuditOrigin; now: Date };

/** The browsers that are signed in to the account, the one that was seen last first. */
export async function listSessions(db: Db, userId: string, now: Date): Promise<Session[]> {
  const where = { userId, revokedAt: null, expiresAt: { gt: now }, needsSecondFactor: false };
  const sessions = await db.session.findMany({ where });
  return sessions.toSorted((a, b) => seenAt(b) - seenAt(a) || (a.id < b.id ? -1 : 1));
}
const seenAt = ({ lastSeenAt, createdAt }: Session) => (lastSeenAt ?? createdAt).getTime();

/** Signs one browser of the account out. False for a session that is not the account's, or has ended. */
export function endSession(db: Db, { userId, sessionId }: Owned, { by, now }: Ending): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const where = { id: sessionId, userId, revokedAt: null, expiresAt: { gt: now } };
    const { count } = await tx.session.updateMany({ where, data: { revokedAt: now } });
    if (count === 0) return false;
    await writeAudit(tx, by, { action: "session_ended", userId, target: sessionId, at: now });
    return true;
  });
}

/** Signs out every browser of the account but the one with the session `sessionId`. Returns how many there were. */
export function endOtherSessions(db: Db, { userId, sessionId }: Owned, { by, now }: Ending): Promise<number> {
  return inTransaction(db, async (tx) => {
    const ended = await revokeSessions(tx, userId, sessionId, now);
    if (ended > 0) await writeAudit(tx, by, { action: "sessions_ended", userId, details: { ended }, at: now });
    return ended;
  });
}
