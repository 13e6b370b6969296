import "server-only";
import type { ApiKeyAnswer } from "../contract/answers";
import type { ApiKey } from "../generated/prisma/client";
import { keyStatus } from "./key-status";

/** A key as lists show it: enough to recognize it, nothing to use it with. */
export function toApiKeyAnswer(key: ApiKey, now: Date): ApiKeyAnswer {
  return {
    id: key.id,
    name: key.name,
    mode: key.mode,
    masked: `${key.prefix}…${key.last4}`,
    status: keyStatus(key, now),
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}
