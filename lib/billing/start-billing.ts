import "server-only";
import type { BillingDeps } from "./billing-deps";
import { startEventSweeper } from "./events/apply-pending-events";
import { checkPayments } from "./stripe/check-payments";

/** Says what is missing and applies what the last process left behind, now and from then on. Returns how to stop. */
export function startBilling(deps: BillingDeps): () => Promise<void> {
  const { enabled, reason } = checkPayments(deps);
  // Nothing set is a choice; one of two is a mistake.
  if (!enabled && (deps.stripe || deps.webhookSecret)) {
    deps.log.warn(`${reason} Until then nothing is sold and /api/stripe/webhook answers 503.`);
  }
  return startEventSweeper(deps);
}
