import "server-only";
import type { KeyMode } from "../contract/answers";
import { sumOfUsable } from "../credits/query-parts";
import { type Db, sql } from "../db/client";
import { runPrepared } from "../db/run-prepared";
import { AppError } from "../errors/app-error";
import type { ApiKey } from "../generated/prisma/client";
import { log } from "../log/log";
import { type KeyState, keyStatus } from "./describe-api-key";
import { hashSecret, isWellFormed } from "./key-secret";

const usedEveryMs = 60_000;

type FoundKey = KeyState & Pick<ApiKey, "id" | "userId" | "mode" | "last4" | "lastUsedAt"> & { spendable: number };

/**
 * The key that a caller sent, and what its account can spend now. It is read from the database every time, so that a revoked key is refused on the next request.
 * @param secret API_KEY_SECRET
 * @throws {AppError} api_key_missing, api_key_invalid, api_key_revoked, api_key_expired, api_key_disabled
 */
export async function findApiKey(
  db: Db,
  secretText: string | null | undefined,
  { secret, now }: { secret: string; now: Date },
): Promise<{ keyId: string; userId: string; mode: KeyMode; spendable: number }> {
  const text = secretText?.trim();
  if (!text)
    throw new AppError("api_key_missing", { detail: "The X-Api-Key header is missing or empty.", param: "X-Api-Key" });
  if (!isWellFormed(text)) throw refused("api_key_invalid", "This is not a valid key: its checksum does not match.");
  const [key] = await runPrepared<FoundKey>(db, {
    key: sql`
    SELECT id, "userId", mode::text, last4, "lastUsedAt", "revokedAt", "expiresAt", "disabledAt",
      ${sumOfUsable(sql`key."userId"`, now)} AS spendable
    FROM api_keys AS key WHERE hash = ${hashSecret(text, secret)}`,
  });
  if (!key) throw refused("api_key_invalid", "This studio has no such key.");
  const status = keyStatus(key, now);
  if (status !== "active") throw refused(`api_key_${status}`, `The key ending in ${key.last4} is ${status}.`);
  void recordUse(db, key, now);
  return { keyId: key.id, userId: key.userId, mode: key.mode, spendable: key.spendable };
}

const refused = (code: AppError["code"], detail: string) => new AppError(code, { detail, param: "X-Api-Key" });

/** Runs beside the request, and writes at most once a minute per key. */
async function recordUse(db: Db, { id, lastUsedAt }: Pick<ApiKey, "id" | "lastUsedAt">, now: Date): Promise<void> {
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
