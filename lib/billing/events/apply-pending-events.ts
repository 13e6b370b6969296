import "server-only";
import { repeatEvery } from "../../lifecycle/repeat-every";
import type { BillingDeps } from "../billing-deps";
import { fetchMissingReceipts } from "../stripe/fetch-receipt";
import { applyEvent } from "./apply-event";

const batch = 100;
const sweepEveryMs = 5_000;
const retryFailedEveryMs = 60_000;

/**
 * Applies events that were stored but not applied because their process died or Stripe did not answer, oldest first. Safe to run
 * in several processes at once. Returns how many it applied.
 * @param options `withFailed: false` skips events that have failed before
 */
export async function applyPendingEvents(deps: BillingDeps, { withFailed = true } = {}): Promise<number> {
  const rows = await deps.db.stripeEvent.findMany({
    where: { appliedAt: null, ...(withFailed ? {} : { failure: null }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
    take: batch,
  });
  let applied = 0;
  for (const { id } of rows) if ((await applyEvent(deps, id)).applied) applied += 1;
  return applied;
}

/** Applies pending events now and every `everyMs`. The returned function stops it and waits for the sweep in progress. */
export function startEventSweeper(deps: BillingDeps, everyMs = sweepEveryMs): () => Promise<void> {
  let lastFull = Number.NEGATIVE_INFINITY;
  const sweep = async () => {
    const now = deps.clock.now().getTime();
    const withFailed = now - lastFull >= retryFailedEveryMs;
    if (withFailed) lastFull = now;
    const applied = await applyPendingEvents(deps, { withFailed });
    if (applied > 0) deps.log.info({ applied }, "applied Stripe events that had been left pending");
    if (withFailed) await fetchMissingReceipts(deps);
  };
  const onError = (error: unknown) =>
    deps.log.error({ err: error }, "the sweep of Stripe events failed; it will be retried");
  return repeatEvery(sweep, everyMs, { onError }).stop;
}
