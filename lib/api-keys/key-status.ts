import "server-only";
import type { ApiKeyAnswer } from "../contract/answers";
import type { ApiKey } from "../generated/prisma/client";

/** What the key is worth now. The strongest reason wins: revoked is for ever, disabled can be undone. */
export function keyStatus(key: ApiKey, now: Date): ApiKeyAnswer["status"] {
  if (key.revokedAt) return "revoked";
  if (key.expiresAt && key.expiresAt <= now) return "expired";
  return key.disabledAt ? "disabled" : "active";
}
