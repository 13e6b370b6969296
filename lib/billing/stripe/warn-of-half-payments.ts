import "server-only";
import type { BillingDeps } from "../billing-deps";
import { checkPayments } from "./check-payments";

/** Logs which Stripe setting is missing: none of the two is a choice, one of them is a mistake. */
export function warnOfHalfPayments(deps: BillingDeps): void {
  const { enabled, reason } = checkPayments(deps);
  if (enabled || (!deps.stripe && !deps.webhookSecret)) return;
  deps.log.warn(`${reason} Until then no packs are sold and /api/stripe/webhook answers 503.`);
}
