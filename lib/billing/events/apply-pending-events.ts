import "server-only";
import type { BillingDeps } from "../billing-deps";
import { applyEvent } from "./apply-event";

const batch = 100;

/**
 * Applies events that were stored but not applied because Stripe did not answer for long, or their message was lost, oldest first.
 * Safe to run in several processes at once. Returns how many it applied.
 */
export async function applyPendingEvents(deps: BillingDeps): Promise<number> {
  const rows = await deps.db.stripeEvent.findMany({
    where: { appliedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
    take: batch,
  });
  let applied = 0;
  for (const { id } of rows) if ((await applyEvent(deps, id)).applied) applied += 1;
  if (applied > 0) deps.log.info({ applied }, "applied Stripe events that had been left pending");
  return applied;
}
