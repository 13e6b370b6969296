import "server-only";
import type Stripe from "stripe";
import { AppError } from "../../errors/app-error";
import type { BillingDeps } from "../billing-deps";

type Keys = Pick<BillingDeps, "stripe" | "webhookSecret" | "testMode">;
export type Payments = { enabled: boolean; testMode: boolean; reason: string | null };

/** Whether packs can be bought, and if not, which settings are missing. */
export function checkPayments({ stripe, webhookSecret, testMode }: Keys): Payments {
  const missing = [...(stripe ? [] : ["STRIPE_SECRET_KEY"]), ...(webhookSecret ? [] : ["STRIPE_WEBHOOK_SECRET"])];
  const reason = missing.length ? `Payments are off: ${missing.join(" and ")} must be set.` : null;
  return { enabled: reason === null, testMode, reason };
}

/** Logs which Stripe setting is missing: none of the two is a choice, one of them is a mistake. */
export function warnOfHalfPayments(deps: BillingDeps): void {
  const { enabled, reason } = checkPayments(deps);
  if (enabled || (!deps.stripe && !deps.webhookSecret)) return;
  deps.log.warn(`${reason} Until then no packs are sold and /api/stripe/webhook answers 503.`);
}

/**
 * The Stripe client for selling packs. It also requires the webhook's secret: without it payments would arrive but no credits be
 * granted.
 * @throws {AppError} payments_off
 */
export function requirePayments(deps: Keys): { stripe: Stripe; webhookSecret: string } {
  const { stripe, webhookSecret } = deps;
  if (stripe && webhookSecret) return { stripe, webhookSecret };
  throw new AppError("payments_off", { detail: "This studio takes no payments." });
}

/**
 * The Stripe client for reading, which works without the webhook's secret.
 * @throws {AppError} payments_off
 */
export function requireStripe({ stripe }: Pick<Keys, "stripe">): Stripe {
  if (stripe) return stripe;
  throw new AppError("payments_off", { detail: "Payments are off: STRIPE_SECRET_KEY must be set." });
}
