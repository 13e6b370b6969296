import "server-only";
import type { BillingDeps } from "./billing-deps";
import { startEventSweeper } from "./events/apply-pending-events";
import { checkPayments } from "./stripe/check-payments";

/**
 * Logs which Stripe setting is missing, then applies stored events that no process has applied yet, at once and periodically. The
 * returned function stops it and waits for the sweep in progress.
 */
export function startBilling(deps: BillingDeps): () => Promise<void> {
  const { enabled, reason } = checkPayments(deps);
  // None of the two settings is a choice; one of them is a mistake.
  if (!enabled && (deps.stripe || deps.webhookSecret)) {
    deps.log.warn(`${reason} Until then no packs are sold and /api/stripe/webhook answers 503.`);
  }
  return startEventSweeper(deps);
}
