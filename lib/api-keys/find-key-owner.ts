import "server-only";
import type { Db } from "../db/client";

/** For the operator: whose key this is; null when there is none. */
export async function findKeyOwner(db: Db, keyId: string): Promise<string | null> {
  const key = await db.apiKey.findUnique({ where: { id: keyId }, select: { userId: true } });
  return key?.userId ?? null;
}
