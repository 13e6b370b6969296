import "server-only";
import type { Db } from "../db/client";
import type { ApiKey } from "../generated/prisma/client";

/** The user's keys, newest first; revoked ones stay, for the record. */
export function listApiKeys(db: Db, userId: string): Promise<ApiKey[]> {
  return db.apiKey.findMany({ where: { userId }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}
