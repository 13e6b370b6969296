import "server-only";
import { headers as names } from "../../contract/headers";
import { apiKeyCaller } from "../auth/api-key-caller";
import type { Caller } from "../auth/caller";
import { checkRate } from "../route/check-rate";
import { checkApiEnabled } from "../route/check-service-open";
import type { RequestContext } from "../route/request-context";
import { setRemainingCredits } from "../route/write-remaining";

type Handler = (context: RequestContext, caller: Caller) => Promise<Response>;

/**
 * What every /api/v1 address behind a key has in common: who asks, the rate limit, and the headers about credits.
 * @throws {AppError} the api_key_* codes, rate_limited, provider_disabled, and the handler's own
 */
export function withApiKey(handler: Handler): (context: RequestContext) => Promise<Response> {
  return async (context) => {
    const caller = await apiKeyCaller(context);
    await checkRate(context, caller);
    checkApiEnabled(context.studio, caller);
    context.headers.set(names.creditsCharged, "0");
    try {
      return await handler(context, caller);
    } finally {
      await setRemainingCredits(context, caller);
    }
  };
}
