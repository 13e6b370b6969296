import "server-only";
import type { Db } from "../db/client";
import type { ApiKey } from "../generated/prisma/client";

/** The user's key with this id; null when there is none. */
export function readApiKey(db: Db, userId: string, keyId: string): Promise<ApiKey | null> {
  return db.apiKey.findFirst({ where: { id: keyId, userId } });
}
