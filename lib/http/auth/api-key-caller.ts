import "server-only";
import { findApiKey } from "../../api-keys/find-api-key";
import { headers as names } from "../../contract/headers";
import type { RequestContext } from "../route/request-context";
import type { Caller } from "./caller";

/**
 * The caller behind X-Api-Key. Cookies are never read here.
 * @throws {AppError} api_key_missing, api_key_invalid, api_key_revoked, api_key_expired, api_key_disabled
 */
export async function apiKeyCaller({ request, studio }: RequestContext): Promise<Caller> {
  const secretText = request.headers.get(names.apiKey);
  const found = await findApiKey(studio.db, secretText, {
    secret: studio.settings.API_KEY_SECRET,
    now: studio.clock.now(),
  });
  return { userId: found.userId, apiKeyId: found.key.id, source: "api", mode: found.mode };
}
