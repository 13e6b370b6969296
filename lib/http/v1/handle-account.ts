import "server-only";
import { readRetentionHours } from "../../accounts/profile";
import { toApiKeyAnswer } from "../../api-keys/describe-api-key";
import { budgetsRenewAt, readSpent } from "../../api-keys/key-budget";
import { readApiKey } from "../../api-keys/read-api-keys";
import { maxImageBytes } from "../../contract/limits";
import type { AccountAnswer } from "../../contract/v1/account";
import { readBalance } from "../../credits/read-balance";
import { AppError } from "../../errors/app-error";
import type { CallerContext } from "../route/endpoint";

/** Credits, the key that was sent, and the limits it works under. */
export async function handleAccount({ studio, caller }: CallerContext): Promise<Response> {
  const { userId, apiKeyId, mode } = caller;
  const { db, clock, settings } = studio;
  const now = clock.now();
  const { available, held } = await readBalance(db, userId, now);
  const row = apiKeyId === null ? null : await readApiKey(db, userId, apiKeyId);
  // It was there when it was checked, a moment ago.
  if (!row) throw new AppError("api_key_invalid", { detail: "There is no such key.", param: "X-Api-Key" });
  const { id, name, masked, scopes, createdAt, expiresAt, monthlyBudget } = toApiKeyAnswer(row, now);
  const budget = {
    monthly: monthlyBudget,
    spent: await readSpent(db, row, now),
    renewsAt: budgetsRenewAt(now).toISOString(),
  };
  const account: AccountAnswer = {
    credits: { available, held },
    key: { id, name, mode, masked, scopes, budget, createdAt, expiresAt },
    limits: {
      keyRequestsPerMinute: settings.KEY_REQUESTS_PER_MINUTE,
      accountRequestsPerMinute: settings.ACCOUNT_REQUESTS_PER_MINUTE,
      maxImageBytes,
      maxPixels: settings.MAX_IMAGE_MEGAPIXELS * 1_000_000,
      retentionHours: await readRetentionHours(db, userId, settings.RETENTION_HOURS),
    },
  };
  return Response.json(account);
}
