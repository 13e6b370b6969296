import "server-only";
import type { Db } from "../db/client";

/** Ends a key for ever. False for another user's key, an unknown one, and one revoked before. */
export async function revokeApiKey(db: Db, userId: string, keyId: string, now: Date = new Date()): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({
    where: { id: keyId, userId, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}
