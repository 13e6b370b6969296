import "server-only";
import Stripe from "stripe";
import type { Settings } from "../../env/settings-schema";

/** The API version of the events and objects that are read here, whatever the account's default is. */
export const stripeApiVersion = "2026-10-28.endive";
const timeoutMs = 15_000;
const maxNetworkRetries = 1;

/** The SDK for the account of STRIPE_SECRET_KEY, sending to STRIPE_API_BASE when that is set. Null without a key. */
export function createStripeClient(settings: Pick<Settings, "STRIPE_SECRET_KEY" | "STRIPE_API_BASE">): Stripe | null {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = settings;
  if (!key) return null;
  const fixed = { apiVersion: stripeApiVersion, timeout: timeoutMs, maxNetworkRetries, telemetry: false } as const;
  if (!base) return new Stripe(key, fixed);
  const { hostname, port, protocol } = new URL(base);
  const secure = protocol === "https:";
  return new Stripe(key, {
    ...fixed,
    host: hostname,
    port: port || (secure ? 443 : 80),
    protocol: secure ? "https" : "http",
  });
}
