import "server-only";
import { keyScopes } from "../contract/accounts/api-keys";
import type { KeyMode } from "../contract/answers";
import type { Db, Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { ApiKey } from "../generated/prisma/client";
import { createSecret, hashSecret, keyPrefixes } from "./key-secret";

const shownCharacters = 4;

export type NewKey = {
  userId: string;
  name: string;
  /** Default live. */
  mode?: KeyMode;
  /** Default all. */
  scopes?: string[];
  monthlyBudget?: number | null;
  allowedRanges?: string[];
  expiresAt?: Date | null;
  /** Of a key that replaces another: whose months it is counted on. */
  budgetId?: string;
};

/** The new key and its secret, which cannot be read again later. */
export type CreatedKey = { key: ApiKey; secret: string };

/**
 * Inserts a key, and tells nobody: for people's keys see addApiKey.
 * @param options `secret` is API_KEY_SECRET
 */
export async function createApiKey(
  to: Db | Tx,
  { mode = "live", scopes = [...keyScopes], ...fields }: NewKey,
  options: { secret: string; now?: Date },
): Promise<CreatedKey> {
  const secretText = createSecret(mode);
  const key = await to.apiKey.create({
    data: {
      id: createPublicId("key"),
      ...fields,
      mode,
      scopes,
      hash: hashSecret(secretText, options.secret),
      prefix: secretText.slice(0, keyPrefixes[mode].length + shownCharacters),
      last4: secretText.slice(-shownCharacters),
      ...(options.now ? { createdAt: options.now } : {}),
    },
  });
  return { key, secret: secretText };
}
