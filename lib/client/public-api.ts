import { PixomaxClient } from "pixomax-client";

export { PixomaxError } from "pixomax-client";

/** The studio's public API as any integrator meets it: with a key, without the session. A failed call is not repeated. */
export const createPublicApi = (apiKey: string, send: typeof fetch): PixomaxClient =>
  new PixomaxClient({ baseUrl: window.location.origin, apiKey, fetch: send, maxRetries: 0 });
