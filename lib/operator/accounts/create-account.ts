import "server-only";
import { createUser } from "../../accounts/create-user";
import { createApiKey } from "../../api-keys/create-api-key";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { randomBase62 } from "../../db/public-id";
import type { ApiKey, User } from "../../generated/prisma/client";
import type { OperatorDeps } from "../operator-deps";

type NewAccount = {
  email: string;
  /** Made up when left out. */
  password?: string;
  /** The setting SIGNUP_CREDITS when left out. */
  credits?: number;
  /** Of an API key that is made as well. */
  keyName?: string;
};
type Created = {
  user: User;
  credits: number;
  /** The one that was made up; null where one was given. */
  password: string | null;
  key: { key: ApiKey; secret: string } | null;
};

const madeUpLength = 20;
/** A password for somebody else, who will replace it. */
export const makeUpPassword = (): string => randomBase62(madeUpLength);

/** Makes an account for somebody. @throws {AppError} email_taken, invalid_request for a password that is refused, over_capacity */
export async function createAccount(
  { db, settings, clock }: OperatorDeps,
  by: AuditOrigin,
  { email, password, credits = settings.SIGNUP_CREDITS, keyName }: NewAccount,
): Promise<Created> {
  const madeUp = password === undefined ? makeUpPassword() : null;
  let key: Created["key"] = null;
  const user = await createUser(db, {
    email,
    password: password ?? madeUp ?? "",
    credits,
    firstIsOperator: settings.SIGN_UP === "closed",
    async alongside(tx, { id: userId }) {
      const at = clock.now();
      await writeAudit(tx, by, { action: "account_created", userId, details: { credits }, at });
      if (!keyName) return;
      key = await createApiKey(tx, { userId, name: keyName }, { secret: settings.API_KEY_SECRET });
      await writeAudit(tx, by, { action: "key_created", userId, target: key.key.id, at });
    },
  });
  return { user, credits, password: madeUp, key };
}
