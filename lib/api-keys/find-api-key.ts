import "server-only";
import type { KeyMode } from "../contract/answers";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { ApiKey } from "../generated/prisma/client";
import { log } from "../log/log";
import { keyStatus } from "./describe-api-key";
import { hashSecret, isWellFormed } from "./key-secret";

const usedEveryMs = 60_000;

/**
 * The key that a caller sent. It is read from the database every time, so that a revoked key is refused on the next request.
 * @param secret API_KEY_SECRET
 * @throws {AppError} api_key_missing, api_key_invalid, api_key_revoked, api_key_expired, api_key_disabled
 */
export async function findApiKey(
  db: Db,
  secretText: string | null | undefined,
  { secret, now }: { secret: string; now: Date },
): Promise<{ key: ApiKey; userId: string; mode: KeyMode }> {
  const text = secretText?.trim();
  if (!text)
    throw new AppError("api_key_missing", { detail: "The X-Api-Key header is missing or empty.", param: "X-Api-Key" });
  if (!isWellFormed(text)) throw refused("api_key_invalid", "This is not a valid key: its checksum does not match.");
  const key = await db.apiKey.findUnique({ where: { hash: hashSecret(text, secret) } });
  if (!key) throw refused("api_key_invalid", "This studio has no such key.");
  const status = keyStatus(key, now);
  if (status !== "active") throw refused(`api_key_${status}`, `The key ending in ${key.last4} is ${status}.`);
  void recordUse(db, key, now);
  return { key, userId: key.userId, mode: key.mode };
}

const refused = (code: AppError["code"], detail: string) => new AppError(code, { detail, param: "X-Api-Key" });

/** Runs beside the request, and writes at most once a minute per key. */
async function recordUse(db: Db, { id, lastUsedAt }: ApiKey, now: Date): Promise<void> {
  const before = new Date(now.getTime() - usedEveryMs);
  if (lastUsedAt && lastUsedAt > before) return;
  try {
    await db.apiKey.updateMany({
      where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: now },
    });
  } catch (err) {
    log().warn({ err, keyId: id }, "could not record when a key was last used");
  }
}
