import "server-only";
import { addApiKey, type KeyDeps } from "../../api-keys/add-api-key";
import { revokeApiKey } from "../../api-keys/change-api-key";
import type { CreatedKey } from "../../api-keys/create-api-key";
import { findKeyOwner } from "../../api-keys/read-api-keys";
import type { AuditOrigin } from "../../audit/write-audit";
import { AppError } from "../../errors/app-error";
import type { MailDeps } from "../../mail/queue-mail";
import type { OperatorDeps } from "../operator-deps";

type NewKey = Parameters<typeof addApiKey>[1];
type Deps = OperatorDeps & { mail: MailDeps };

/** Makes a key for an account, which gets a mail about it. The secret cannot be read again later. @throws {AppError} invalid_request */
export const createKeyFor = (deps: Deps, by: AuditOrigin, key: NewKey): Promise<CreatedKey> =>
  addApiKey({ ...keyDeps(deps, by), secret: deps.settings.API_KEY_SECRET }, key);

/** Refuses a key of anybody from its next request on. `wasActive` is false for one that was revoked before. @throws {AppError} not_found */
export async function revokeKeyOf(deps: Deps, by: AuditOrigin, keyId: string) {
  const userId = await findKeyOwner(deps.db, keyId);
  if (!userId) throw new AppError("not_found", { detail: `There is no key ${keyId}.` });
  return { userId, wasActive: await revokeApiKey(keyDeps(deps, by), { userId, keyId }) };
}

const keyDeps = ({ db, clock, mail }: Deps, by: AuditOrigin): KeyDeps => ({ db, mail, by, now: clock.now() });
