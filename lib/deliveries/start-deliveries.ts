import "server-only";
import { repeatEvery } from "../lifecycle/repeat-every";
import { claimDeliveries, findNextDue } from "../webhooks/delivery/claim-deliveries";
import { deleteOldEvents, deliverySignal } from "../webhooks/events/write-event";
import { deliver } from "./deliver";
import type { DeliveryDeps } from "./delivery-deps";

/** Concurrent deliveries of this process. They mostly wait for receivers, so this may exceed the number of cores. */
const parallel = 16;
/** Added to the timeout of an attempt. When a process is killed, another sends its deliveries after the lease. */
const leaseSlackMs = 10_000;
/** How often, at least, it polls for deliveries that other processes have created. */
const pollEveryMs = 5_000;
const leastWaitMs = 50;
const deleteEveryMs = 3_600_000;

/**
 * Starts the delivery worker. It delivers at once what this process creates, and everything else when it is due. Several processes
 * share the work. The returned function stops it and waits for the attempts in progress.
 */
export function startDeliveries(deps: DeliveryDeps): () => Promise<void> {
  const running = new Set<Promise<void>>();
  let deletedAt = Number.NEGATIVE_INFINITY;
  let nextPollMs = pollEveryMs;

  const start = (work: Promise<void>) => {
    const done = work
      .catch((error: unknown) => deps.log.error({ err: error }, "a webhook could not be delivered; it will be retried"))
      .finally(() => {
        running.delete(done);
        polling.wake();
      });
    running.add(done);
  };
  const poll = async () => {
    nextPollMs = pollEveryMs; // also when what follows fails
    const claimed = await claimDue(deps, parallel - running.size);
    for (const delivery of claimed) start(deliver(deps, delivery));
    const now = deps.clock.now().getTime();
    if (now - deletedAt >= deleteEveryMs) {
      deletedAt = now;
      await deleteOldEvents(deps.db, deps.clock.now());
    }
    nextPollMs = await waitMs(deps, running.size < parallel);
  };
  const onError = (error: unknown) =>
    deps.log.error({ err: error }, "could not read which webhooks are due; it will be retried");
  const polling = repeatEvery(poll, () => nextPollMs, { onError });

  deliverySignal().on("due", polling.wake);
  return async () => {
    deliverySignal().off("due", polling.wake);
    await polling.stop();
    await Promise.all(running);
  };
}

async function claimDue({ db, clock, timeoutMs }: DeliveryDeps, limit: number) {
  if (limit <= 0) return [];
  const now = clock.now();
  return claimDeliveries(db, { limit, now, leaseUntil: new Date(now.getTime() + timeoutMs + leaseSlackMs) });
}

/** Milliseconds until the next poll. A due delivery that was not claimed waits for its endpoint's or account's limit. */
async function waitMs({ db, clock }: DeliveryDeps, hasRoom: boolean): Promise<number> {
  const due = hasRoom ? await findNextDue(db) : null;
  const ms = due ? due.getTime() - clock.now().getTime() : pollEveryMs;
  return ms <= 0 ? 1_000 : Math.min(pollEveryMs, Math.max(leastWaitMs, ms));
}
