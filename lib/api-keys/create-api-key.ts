import "server-only";
import type { KeyMode } from "../contract/answers";
import type { Db, Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { ApiKey } from "../generated/prisma/client";
import { createSecret, hashSecret, keyPrefixes } from "./key-secret";

const shownCharacters = 4;

/**
 * Creates a key for the user. The returned `secret` cannot be read again later.
 * @param options `secret` is API_KEY_SECRET
 */
export async function createApiKey(
  db: Db | Tx,
  { userId, name, mode = "live" }: { userId: string; name: string; mode?: KeyMode },
  options: { secret: string },
): Promise<{ key: ApiKey; secret: string }> {
  const secretText = createSecret(mode);
  const key = await db.apiKey.create({
    data: {
      id: createPublicId("key"),
      userId,
      name,
      mode,
      hash: hashSecret(secretText, options.secret),
      prefix: secretText.slice(0, keyPrefixes[mode].length + shownCharacters),
      last4: secretText.slice(-shownCharacters),
    },
  });
  return { key, secret: secretText };
}
