import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { BillingDeps } from "../../billing/billing-deps";
import { type Reconciled, reconcileStripe } from "../../billing/reconcile-stripe";

const dayMs = 86_400_000;

/**
 * Reads from Stripe what happened in the last `days`, and applies what no webhook reported. The audit log's entry is written when it
 * is done: each payment that it applies is a transaction of its own.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function reconcilePayments(billing: BillingDeps, by: AuditOrigin, days: number): Promise<Reconciled> {
  const { db, clock } = billing;
  const done = await reconcileStripe(billing, new Date(clock.now().getTime() - days * dayMs));
  const { eventsApplied, eventsPending, purchasesCredited } = done;
  const details = { days, eventsApplied, eventsPending, purchasesCredited: purchasesCredited.length };
  await writeAudit(db, by, { action: "payments_reconciled", userId: null, details, at: clock.now() });
  return done;
}
