import { createBillingDeps } from "../../lib/billing/billing-deps";
import type { Reconciled } from "../../lib/billing/reconcile-stripe";
import { createLog } from "../../lib/log/log";
import type { OperatorDeps } from "../../lib/operator/operator-deps";
import { reconcilePayments } from "../../lib/operator/payments/reconcile-payments";

/** Standard output is the answer's alone, so the log goes to standard error. */
export function runReconcile({ settings, ...deps }: OperatorDeps, days: number): Promise<Reconciled> {
  const log = createLog("warn", { write: (line) => void process.stderr.write(line) });
  return reconcilePayments(createBillingDeps(settings, { ...deps, log }), { actor: "command_line" }, days);
}
