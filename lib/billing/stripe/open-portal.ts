import "server-only";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "./call-stripe";
import { requirePayments } from "./check-payments";
import { withCustomer } from "./with-customer";

/**
 * The URL of Stripe's customer portal with the user's invoices and cards.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function openPortal(deps: BillingDeps, userId: string, origin: string): Promise<{ url: string }> {
  const { stripe } = requirePayments(deps);
  return withCustomer({ db: deps.db, stripe }, userId, async (_owner, customer) => {
    const params = { customer, return_url: `${origin}/console/billing` };
    const { url } = await callStripe(() => stripe.billingPortal.sessions.create(params));
    return { url };
  });
}
