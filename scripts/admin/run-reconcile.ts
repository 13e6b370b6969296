import { createBillingDeps } from "../../lib/billing/billing-deps";
import { type Reconciled, reconcileStripe } from "../../lib/billing/reconcile-stripe";
import { systemClock } from "../../lib/clock/clock";
import type { Db } from "../../lib/db/client";
import { settings } from "../../lib/env/settings";
import { createLog } from "../../lib/log/log";

const dayMs = 86_400_000;

/** Standard output is the answer's alone, so the log goes to standard error. */
export function runReconcile(db: Db, days: number): Promise<Reconciled> {
  const log = createLog("warn", { write: (line) => void process.stderr.write(line) });
  const deps = createBillingDeps(settings(), { db, clock: systemClock, log });
  return reconcileStripe(deps, new Date(systemClock.now().getTime() - days * dayMs));
}
