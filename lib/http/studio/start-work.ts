import "server-only";
import { z } from "zod";
import { workOnResetRequests } from "../../accounts/lost-access/request-reset";
import { applyPendingEvents } from "../../billing/events/apply-pending-events";
import { workOnEvents } from "../../billing/events/work-on-events";
import { fetchMissingReceipts } from "../../billing/stripe/fetch-receipt";
import { sweepExpired } from "../../colorize/sweep/sweep-expired";
import { requeueLostJobs } from "../../colorize/workers/job-messages";
import { checkLedger } from "../../credits/check-ledger";
import { workOnDeliveries } from "../../deliveries/work-on-deliveries";
import { mailDeps } from "../../mail/queue-mail";
import type { Queue } from "../../queue/open-queue";
import { metrics } from "../../telemetry/metrics";
import { requeueDeliveries } from "../../webhooks/delivery/queue-deliveries";
import { deleteOldEvents } from "../../webhooks/events/write-event";
import type { Studio } from "./studio";

type Work = Pick<Studio, "settings" | "db" | "clock" | "log" | "colorize" | "billing" | "deliveries">;
type Sweep = { everySeconds: number; run: () => Promise<unknown> };
const sweepNames = ["expired", "lost-jobs", "payments", "deliveries", "old-events", "ledger"] as const;

/** Lets this process do the work of the queues that needs no engine: webhooks, Stripe's events, and what time makes due. */
export function startWork(queue: Queue, work: Work): void {
  workOnDeliveries(queue, work.deliveries);
  workOnEvents(queue, work.billing);
  workOnResetRequests(queue, { ...work, mail: mailDeps(work.settings) });
  const sweeps = sweepsOf(work);
  const schema = z.object({ sweep: z.enum(sweepNames) });
  queue.work("sweep", { concurrency: 2, schema }, async ({ data }) => {
    await sweeps[data.sweep].run();
    metrics().sweptAt.set(work.clock.now().getTime() / 1000);
  });
  for (const name of sweepNames) queue.every("sweep", sweeps[name].everySeconds, name, { sweep: name });
}

/** All of them may run in two processes at once. Jobs whose process died are looked for sooner, by lib/colorize/sweep/sweep-dead-jobs.ts. */
function sweepsOf({ db, clock, log, colorize, billing }: Work): Record<(typeof sweepNames)[number], Sweep> {
  return {
    expired: { everySeconds: 60, run: () => sweepExpired(colorize) },
    "lost-jobs": { everySeconds: 60, run: () => requeueLostJobs(db, clock.now()) },
    payments: {
      everySeconds: 60,
      async run() {
        await applyPendingEvents(billing);
        await fetchMissingReceipts(billing);
      },
    },
    deliveries: { everySeconds: 30, run: () => requeueDeliveries(db, clock.now()) },
    "old-events": { everySeconds: 3600, run: () => deleteOldEvents(db, clock.now()) },
    ledger: {
      everySeconds: 24 * 3600,
      async run() {
        const { length: faults } = await checkLedger(db);
        metrics().ledgerFaults.set(faults);
        if (faults > 0)
          log.error({ faults }, "the ledger is wrong; `npm run -s admin -- check-ledger` names each fault");
      },
    },
  };
}
