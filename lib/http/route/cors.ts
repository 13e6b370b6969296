import "server-only";
import { headers as names } from "../../contract/headers";
import type { Endpoint } from "./endpoint";

const { apiKey, idempotencyKey, prefer, clientRef: _ours, ...answered } = names;
const exposed = [...Object.values(answered), "RateLimit", "RateLimit-Policy", "Retry-After", "Location"].join(", ");

/** The public API never reads cookies, so pages of every origin may call it. */
export function allowAnyOrigin(headers: Headers): void {
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Access-Control-Expose-Headers", exposed);
}

/** The preflight request that a browser makes before it lets a page of another origin send a key. */
export function answerPreflight(methods: readonly string[]): Endpoint {
  const headers = {
    "Access-Control-Allow-Methods": methods.join(", "),
    "Access-Control-Allow-Headers": `${apiKey}, Content-Type, X-App-Key, ${idempotencyKey}, ${prefer}`,
    "Access-Control-Max-Age": "86400",
  };
  return { auth: "public", handler: async () => new Response(null, { status: 204, headers }) };
}
