import "server-only";
import { type ApiKeyAnswer, keyScopes } from "../contract/accounts/api-keys";
import type { ApiKey } from "../generated/prisma/client";

export type KeyState = Pick<ApiKey, "revokedAt" | "expiresAt" | "disabledAt">;

/** The key's status now. Of several reasons the most permanent wins: a revocation cannot be undone, disabling can. */
export function keyStatus(key: KeyState, now: Date): ApiKeyAnswer["status"] {
  if (key.revokedAt) return "revoked";
  if (key.expiresAt && key.expiresAt <= now) return "expired";
  return key.disabledAt ? "disabled" : "active";
}

/** A key as lists show it, without anything it could be used with. */
export function toApiKeyAnswer(key: ApiKey, now: Date): ApiKeyAnswer {
  return {
    id: key.id,
    name: key.name,
    mode: key.mode,
    masked: `${key.prefix}…${key.last4}`,
    status: keyStatus(key, now),
    scopes: keyScopes.filter((scope) => key.scopes.includes(scope)),
    monthlyBudget: key.monthlyBudget,
    allowedRanges: key.allowedRanges,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    lastUsedRange: key.lastUsedRange,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    replacedById: key.replacedById,
  };
}
