import "server-only";
import type { Db, Tx } from "../db/client";
import type { ApiKey } from "../generated/prisma/client";

/** The user's keys, newest first, revoked ones included. */
export function listApiKeys(db: Db, userId: string): Promise<ApiKey[]> {
  return db.apiKey.findMany({ where: { userId }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}

/** The user's key with this id; null when there is none. */
export function readApiKey(db: Db, userId: string, keyId: string): Promise<ApiKey | null> {
  return db.apiKey.findFirst({ where: { id: keyId, userId } });
}

/** The id of the key's owner, for the operator's commands; null when there is no such key. */
export async function findKeyOwner(db: Db, keyId: string): Promise<string | null> {
  const key = await db.apiKey.findUnique({ where: { id: keyId }, select: { userId: true } });
  return key?.userId ?? null;
}

/** Revokes a key permanently. False for another user's key, an unknown one, and one already revoked. */
export async function revokeApiKey(
  db: Db | Tx,
  userId: string,
  keyId: string,
  now: Date = new Date(),
): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({
    where: { id: keyId, userId, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}
