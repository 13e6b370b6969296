import "server-only";
import { createApiKey } from "../../api-keys/create-api-key";
import { findKeyOwner, revokeApiKey } from "../../api-keys/manage-api-keys";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { KeyMode } from "../../contract/answers";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { OperatorDeps } from "../operator-deps";

/** Makes a key for an account. The secret cannot be read again later. */
export function createKeyFor(
  { db, settings, clock }: OperatorDeps,
  by: AuditOrigin,
  { userId, name, mode }: { userId: string; name: string; mode: KeyMode },
) {
  return inTransaction(db, async (tx) => {
    const created = await createApiKey(tx, { userId, name, mode }, { secret: settings.API_KEY_SECRET });
    await writeAudit(tx, by, { action: "key_created", userId, target: created.key.id, at: clock.now() });
    return created;
  });
}

/** Refuses a key of anybody from its next request on. `wasActive` is false for one that was revoked before. @throws {AppError} not_found */
export async function revokeKeyOf({ db, clock }: OperatorDeps, by: AuditOrigin, keyId: string) {
  const userId = await findKeyOwner(db, keyId);
  if (!userId) throw new AppError("not_found", { detail: `There is no key ${keyId}.` });
  const at = clock.now();
  const wasActive = await inTransaction(db, async (tx) => {
    const revoked = await revokeApiKey(tx, userId, keyId, at);
    if (revoked) await writeAudit(tx, by, { action: "key_revoked", userId, target: keyId, at });
    return revoked;
  });
  return { userId, wasActive };
}
