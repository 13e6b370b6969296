import "server-only";
import { claimDeliveries, findNextDue } from "../webhooks/delivery/claim-deliveries";
import { deleteOldEvents, deliverySignal } from "../webhooks/events/write-event";
import { deliver } from "./deliver";
import type { DeliveryDeps } from "./delivery-deps";

/** Of this process. Most of them wait for receivers, so there may be more than there are cores. */
const parallel = 16;
/** Longer than an attempt can take; what a killed process was sending is sent again by another after this. */
const leaseSlackMs = 10_000;
/** At least this often it looks for what other processes have written. */
const pollEveryMs = 5_000;
const leastWaitMs = 50;
const deleteEveryMs = 3_600_000;

/**
 * Delivers what is due, now and from then on: at once when this process has written something, else when it is time. Several
 * processes share the work. The returned function stops it and waits for what is under way.
 */
export function startDeliveries(deps: DeliveryDeps): () => Promise<void> {
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | null = null;
  let pollAgain = false;
  let stopped = false;
  let deletedAt = Number.NEGATIVE_INFINITY;

  const start = (work: Promise<void>) => {
    const done = work
      .catch((error: unknown) => deps.log.error({ err: error }, "a webhook could not be delivered; it is tried again"))
      .finally(() => {
        running.delete(done);
        look();
      });
    running.add(done);
  };
  const pollOnce = async () => {
    const claimed = await claimDue(deps, parallel - running.size);
    for (const delivery of claimed) start(deliver(deps, delivery));
    const now = deps.clock.now().getTime();
    if (now - deletedAt >= deleteEveryMs) {
      deletedAt = now;
      await deleteOldEvents(deps.db, deps.clock.now());
    }
  };
  const look = () => {
    if (stopped) return;
    pollAgain = polling !== null;
    polling ??= pollOnce()
      .then(() => waitMs(deps, running.size < parallel))
      .catch((error: unknown) => {
        deps.log.error({ err: error }, "could not look for webhooks to deliver; it is tried again");
        return pollEveryMs;
      })
      .then((ms) => {
        polling = null;
        clearTimeout(timer);
        if (pollAgain) return look();
        if (!stopped) timer = setTimeout(look, ms).unref();
      });
  };

  deliverySignal().on("due", look);
  look();
  return async () => {
    stopped = true;
    deliverySignal().off("due", look);
    await polling;
    clearTimeout(timer);
    await Promise.all(running);
  };
}

async function claimDue({ db, clock, timeoutMs }: DeliveryDeps, limit: number) {
  if (limit <= 0) return [];
  const now = clock.now();
  return claimDeliveries(db, { limit, now, leaseUntil: new Date(now.getTime() + timeoutMs + leaseSlackMs) });
}

/** A delivery that is due and was not claimed waits for its endpoint's or account's turn: the end of another tells. */
async function waitMs({ db, clock }: DeliveryDeps, hasRoom: boolean): Promise<number> {
  const due = hasRoom ? await findNextDue(db) : null;
  const ms = due ? due.getTime() - clock.now().getTime() : pollEveryMs;
  return ms <= 0 ? 1_000 : Math.min(pollEveryMs, Math.max(leastWaitMs, ms));
}
