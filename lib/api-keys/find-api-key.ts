import "server-only";
import type { KeyScope } from "../contract/accounts/api-keys";
import { isInRanges } from "../contract/accounts/ip-ranges";
import type { KeyMode } from "../contract/answers";
import { sumOfUsable } from "../credits/query-parts";
import { type Db, sql } from "../db/client";
import { runPrepared } from "../db/run-prepared";
import { AppError } from "../errors/app-error";
import type { ApiKey, User } from "../generated/prisma/client";
import { log } from "../log/log";
import { readAddressRange } from "../rate-limit/addresses";
import { type KeyState, keyStatus } from "./describe-api-key";
import { hashSecret, isWellFormed } from "./key-secret";

const usedEveryMs = 60_000;

type FoundKey = KeyState &
  Pick<ApiKey, "id" | "userId" | "mode" | "last4" | "lastUsedAt" | "scopes" | "allowedRanges"> &
  Pick<User, "suspendedAt" | "deleteRequestedAt"> & { spendable: number };

type Use = {
  /** API_KEY_SECRET */
  secret: string;
  now: Date;
  /** What the key is to be used for. */
  scope: KeyScope;
  /** The caller's own, from exactAddress. */
  address: string | null;
};

/**
 * The key that a caller sent, and what its account can spend now: the only place where a key is checked, all that it may and may not
 * do but its budget, which is part of the hold. It is read from the database every time, so that a revoked key is refused on the next
 * request.
 * @throws {AppError} api_key_missing, api_key_invalid, api_key_revoked, api_key_expired, api_key_disabled, account_suspended,
 *   key_address_denied, key_scope_denied
 */
export async function findApiKey(
  db: Db,
  secretText: string | null | undefined,
  { secret, now, scope, address }: Use,
): Promise<{ keyId: string; userId: string; mode: KeyMode; spendable: number }> {
  const text = secretText?.trim();
  if (!text) throw refused("api_key_missing", "The X-Api-Key header is missing or empty.");
  if (!isWellFormed(text)) throw refused("api_key_invalid", "This is not a valid key: its checksum does not match.");
  const [key] = await runPrepared<FoundKey>(db, {
    key: sql`
    SELECT key.id, key."userId", key.mode::text, key.last4, key."lastUsedAt", key."revokedAt", key."expiresAt", key."disabledAt",
      key.scopes, key."allowedRanges", owner."suspendedAt", owner."deleteRequestedAt",
      ${sumOfUsable(sql`key."userId"`, now)} AS spendable
    FROM api_keys AS key JOIN users AS owner ON owner.id = key."userId" WHERE key.hash = ${hashSecret(text, secret)}`,
  });
  if (!key) throw refused("api_key_invalid", "This studio has no such key.");
  const status = keyStatus(key, now);
  if (status !== "active") throw refused(`api_key_${status}`, `The key ending in ${key.last4} is ${status}.`);
  refuseAccount(key);
  refuseAddress(key, address);
  refuseScope(key, scope);
  void recordUse(db, key, { now, address });
  return { keyId: key.id, userId: key.userId, mode: key.mode, spendable: key.spendable };
}

const refused = (code: AppError["code"], detail: string) => new AppError(code, { detail, param: "X-Api-Key" });

function refuseAccount({ suspendedAt, deleteRequestedAt }: FoundKey): void {
  if (suspendedAt) throw refused("account_suspended", "The account of this key is suspended.");
  if (deleteRequestedAt)
    throw refused("account_suspended", "The account of this key will be deleted, so its keys are switched off.");
}

function refuseAddress({ allowedRanges, last4 }: FoundKey, address: string | null): void {
  if (allowedRanges.length === 0 || (address !== null && isInRanges(address, allowedRanges))) return;
  const from = address ?? "an address that the studio cannot see";
  throw refused("key_address_denied", `The key ending in ${last4} may not be used from ${from}.`);
}

function refuseScope({ scopes, mode, last4 }: FoundKey, scope: KeyScope): void {
  // They report every photo of the account, of which a test key sees the test jobs alone.
  if (scope === "webhooks" && mode === "test")
    throw refused("key_scope_denied", "Webhooks belong to live keys; this is a test key.");
  if (scopes.includes(scope)) return;
  const has = scopes.length > 0 ? `it has ${scopes.join(" and ")}` : "it has none";
  throw refused("key_scope_denied", `This needs the scope ${scope}, and the key ending in ${last4} lacks it: ${has}.`);
}

/** Runs beside the request, and writes at most once a minute per key. */
async function recordUse(
  db: Db,
  { id, lastUsedAt }: Pick<ApiKey, "id" | "lastUsedAt">,
  { now, address }: Pick<Use, "now" | "address">,
): Promise<void> {
  const before = new Date(now.getTime() - usedEveryMs);
  if (lastUsedAt && lastUsedAt > before) return;
  try {
    await db.apiKey.updateMany({
      where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: now, lastUsedRange: address && readAddressRange(address) },
    });
  } catch (err) {
    log().warn({ err, keyId: id }, "could not record when a key was last used");
  }
}
