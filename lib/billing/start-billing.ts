import "server-only";
import type { BillingTools } from "./billing-deps";
import { startEventSweeper } from "./events/apply-pending-events";
import { checkPayments } from "./stripe/check-payments";

/** Says what is missing and applies what the last process left behind, now and from then on. Returns how to stop. */
export function startBilling(tools: BillingTools): () => Promise<void> {
  const { enabled, reason } = checkPayments(tools);
  // Nothing set is a choice; one of two is a mistake.
  if (!enabled && (tools.stripe || tools.webhookSecret)) {
    tools.log.warn(`${reason} Until then nothing is sold and /api/stripe/webhook answers 503.`);
  }
  return startEventSweeper(tools);
}
