import "server-only";
import { z } from "zod";
import { applyPendingEvents } from "../../billing/events/apply-pending-events";
import { workOnEvents } from "../../billing/events/work-on-events";
import { fetchMissingReceipts } from "../../billing/stripe/fetch-receipt";
import { sweepExpired } from "../../colorize/sweep/sweep-expired";
import { workOnDeliveries } from "../../deliveries/work-on-deliveries";
import type { Queue } from "../../queue/open-queue";
import { requeueDeliveries } from "../../webhooks/delivery/queue-deliveries";
import { deleteOldEvents } from "../../webhooks/events/write-event";
import type { Studio } from "./studio";

type Work = Pick<Studio, "db" | "clock" | "colorize" | "billing" | "deliveries">;
type Sweep = { everySeconds: number; run: () => Promise<unknown> };
const sweepNames = ["expired", "payments", "deliveries", "old-events"] as const;

/** Lets this process do the work of the queues that needs no engine: webhooks, Stripe's events, and what time makes due. */
export function startWork(queue: Queue, work: Work): void {
  workOnDeliveries(queue, work.deliveries);
  workOnEvents(queue, work.billing);
  const sweeps = sweepsOf(work);
  const schema = z.object({ sweep: z.enum(sweepNames) });
  queue.work("sweep", { concurrency: 2, schema }, async ({ data }) => void (await sweeps[data.sweep].run()));
  for (const name of sweepNames) queue.every("sweep", sweeps[name].everySeconds, name, { sweep: name });
}

/** All of them may run in two processes at once. Jobs whose process died are looked for sooner, by lib/colorize/sweep/sweep-dead-jobs.ts. */
function sweepsOf({ db, clock, colorize, billing }: Work): Record<(typeof sweepNames)[number], Sweep> {
  return {
    expired: { everySeconds: 60, run: () => sweepExpired(colorize) },
    payments: {
      everySeconds: 60,
      async run() {
        await applyPendingEvents(billing);
        await fetchMissingReceipts(billing);
      },
    },
    deliveries: { everySeconds: 30, run: () => requeueDeliveries(db, clock.now()) },
    "old-events": { everySeconds: 3600, run: () => deleteOldEvents(db, clock.now()) },
  };
}
