import { createBillingDeps } from "../../lib/billing/billing-deps";
import type { Reconciled } from "../../lib/billing/reconcile-stripe";
import { createLog } from "../../lib/log/log";
import type { OperatorDeps } from "../../lib/operator/operator-deps";
import { reconcilePayments } from "../../lib/operator/payments/reconcile-payments";

/**
 * Reads the last `days` from Stripe and applies what no webhook reported. Standard output is the answer's alone, so the log goes to
 * standard error.
 * @throws {AppError} payments_off, payment_provider_error
 */
export function runReconcile({ settings, ...deps }: OperatorDeps, days: number): Promise<Reconciled> {
  const log = createLog("warn", { write: (line) => void process.stderr.write(line) });
  return reconcilePayments(createBillingDeps(settings, { ...deps, log }), { actor: "command_line" }, days);
}
