import "server-only";
import { z } from "zod";
import type { Queue } from "../queue/open-queue";
import { claimDeliveries } from "../webhooks/delivery/claim-deliveries";
import { deliver } from "./deliver";
import type { DeliveryDeps } from "./delivery-deps";

/** Concurrent deliveries of this process. They mostly wait for receivers, so this may exceed the number of cores. */
const parallel = 16;
/** Added to the timeout of an attempt. When a process is killed, another sends its deliveries after the lease. */
const leaseSlackMs = 10_000;

/** Lets this process send webhooks: at once what any process creates, and everything else when it is due. */
export function workOnDeliveries(queue: Queue, deps: DeliveryDeps): void {
  queue.work("webhook-delivery", { concurrency: parallel, schema: z.object({}) }, () => deliverNext(deps));
}

/**
 * Sends the delivery whose turn it is. None, when all that is due waits for a turn of its endpoint or account: whoever has that
 * turn now adds a message when it is over.
 */
export async function deliverNext(deps: DeliveryDeps): Promise<void> {
  const now = deps.clock.now();
  const leaseUntil = new Date(now.getTime() + deps.timeoutMs + leaseSlackMs);
  const [claimed] = await claimDeliveries(deps.db, { limit: 1, now, leaseUntil });
  if (claimed) await deliver(deps, claimed);
}
