import "server-only";
import { repeatEvery } from "../lifecycle/repeat-every";
import { claimDeliveries } from "../webhooks/claim-deliveries";
import { deleteOldEvents } from "../webhooks/delete-old-events";
import { deliverySignal } from "../webhooks/delivery-signal";
import { findNextDue } from "../webhooks/find-next-due";
import { deliver } from "./deliver";
import type { DeliveryTools } from "./delivery-tools";

/** Of this process. Most of them wait for receivers, so there may be more than there are cores. */
const parallel = 16;
/** Longer than an attempt can take; what a killed process was sending is sent again by another after this. */
const leaseSlackMs = 10_000;
/** At least this often it looks for what other processes have written. */
const lookEveryMs = 5_000;
const leastWaitMs = 50;
const deleteEveryMs = 3_600_000;

/**
 * Delivers what is due, now and from then on: at once when this process has written something, else when it is time. Several
 * processes share the work. The returned function stops it and waits for what is under way.
 */
export function startDeliveries(tools: DeliveryTools): () => Promise<void> {
  const running = new Set<Promise<void>>();
  let deletedAt = Number.NEGATIVE_INFINITY;
  let nextLookMs = lookEveryMs;

  const start = (work: Promise<void>) => {
    const done = work
      .catch((error: unknown) => tools.log.error({ err: error }, "a webhook could not be delivered; it is tried again"))
      .finally(() => {
        running.delete(done);
        looking.wake();
      });
    running.add(done);
  };
  const look = async () => {
    nextLookMs = lookEveryMs; // also when what follows fails
    const claimed = await claimDue(tools, parallel - running.size);
    for (const delivery of claimed) start(deliver(tools, delivery));
    const now = tools.clock.now().getTime();
    if (now - deletedAt >= deleteEveryMs) {
      deletedAt = now;
      await deleteOldEvents(tools.db, tools.clock.now());
    }
    nextLookMs = await waitMs(tools, running.size < parallel);
  };
  const onError = (error: unknown) =>
    tools.log.error({ err: error }, "could not look for webhooks to deliver; it is tried again");
  const looking = repeatEvery(look, () => nextLookMs, { onError });

  deliverySignal().on("due", looking.wake);
  return async () => {
    deliverySignal().off("due", looking.wake);
    await looking.stop();
    await Promise.all(running);
  };
}

async function claimDue({ db, clock, timeoutMs }: DeliveryTools, limit: number) {
  if (limit <= 0) return [];
  const now = clock.now();
  return claimDeliveries(db, { limit, now, leaseUntil: new Date(now.getTime() + timeoutMs + leaseSlackMs) });
}

/** A delivery that is due and was not claimed waits for its endpoint's or account's turn: the end of another tells. */
async function waitMs({ db, clock }: DeliveryTools, hasRoom: boolean): Promise<number> {
  const due = hasRoom ? await findNextDue(db) : null;
  const ms = due ? due.getTime() - clock.now().getTime() : lookEveryMs;
  return ms <= 0 ? 1_000 : Math.min(lookEveryMs, Math.max(leastWaitMs, ms));
}
