import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { BillingDeps } from "../../billing/billing-deps";
import { type Reconciled, reconcileStripe } from "../../billing/reconcile-stripe";
import { requireStripe } from "../../billing/stripe/check-payments";

const dayMs = 86_400_000;

/**
 * Reads from Stripe what happened in the last `days`, and applies what no webhook reported. Each payment that it applies is a
 * transaction of its own, so the audit log has an entry when it begins, before any of them, and one with the numbers when it is done.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function reconcilePayments(billing: BillingDeps, by: AuditOrigin, days: number): Promise<Reconciled> {
  const { db, clock } = billing;
  requireStripe(billing);
  await writeAudit(db, by, { action: "reconcile_begun", userId: null, details: { days }, at: clock.now() });
  const done = await reconcileStripe(billing, new Date(clock.now().getTime() - days * dayMs));
  const { eventsApplied, eventsPending, purchasesCredited } = done;
  const details = { days, eventsApplied, eventsPending, purchasesCredited: purchasesCredited.length };
  await writeAudit(db, by, { action: "payments_reconciled", userId: null, details, at: clock.now() });
  return done;
}
