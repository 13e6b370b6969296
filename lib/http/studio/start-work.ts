import "server-only";
import { z } from "zod";
import { sweepDeletions } from "../../account-data/deletion/sweep-deletions";
import { sweepExports, workOnExports } from "../../account-data/export/sweep-exports";
import { workOnResetRequests } from "../../accounts/lost-access/request-reset";
import { deleteOldAudit } from "../../audit/change-audit";
import { applyPendingEvents } from "../../billing/events/apply-pending-events";
import { workOnEvents } from "../../billing/events/work-on-events";
import { fetchMissingReceipts } from "../../billing/stripe/fetch-receipt";
import { sweepExpired } from "../../colorize/sweep/sweep-expired";
import { requeueLostJobs } from "../../colorize/workers/job-messages";
import { checkLedger } from "../../credits/check/check-ledger";
import { workOnDeliveries } from "../../deliveries/work-on-deliveries";
import { mailDeps } from "../../mail/queue-mail";
import { deleteOldMails, requeueMails, workOnMail } from "../../mail/work-on-mail";
import { addMessage } from "../../queue/add-message";
import type { Queue } from "../../queue/open-queue";
import { metrics } from "../../telemetry/metrics";
import { requeueDeliveries } from "../../webhooks/delivery/queue-deliveries";
import { deleteOldEvents } from "../../webhooks/events/write-event";
import type { Studio } from "./studio";

type Work = Pick<
  Studio,
  "settings" | "db" | "clock" | "log" | "colorize" | "billing" | "deliveries" | "mail" | "accountData"
>;
type Sweep = { everySeconds: number; run: () => Promise<unknown> };
const sweepNames = [
  "expired",
  "lost-jobs",
  "payments",
  "deliveries",
  "mails",
  "exports",
  "deletions",
  "old-events",
  "audit",
  "ledger",
] as const;

/** Lets this process do the work of the queues that needs no engine: webhooks, mail, Stripe's events, exports, and what time makes due. */
export function startWork(queue: Queue, work: Work): void {
  workOnDeliveries(queue, work.deliveries);
  workOnEvents(queue, work.billing);
  workOnResetRequests(queue, { ...work, mail: mailDeps(work.settings) });
  workOnMail(queue, work.mail);
  workOnExports(queue, work.accountData);
  const sweeps = sweepsOf(work);
  const schema = z.object({ sweep: z.enum(sweepNames) });
  queue.work("sweep", { concurrency: 2, schema }, async ({ data }) => {
    await sweeps[data.sweep].run();
    metrics().sweptAt.set(work.clock.now().getTime() / 1000);
  });
  for (const name of sweepNames) queue.every("sweep", sweeps[name].everySeconds, name, { sweep: name });
  // What a process was killed over would wait until its message expires, or for the next minute. Somebody has paid, and looks.
  addMessage(work.db, "sweep", { sweep: "payments" }).catch((error: unknown) =>
    work.log.warn({ err: error }, "could not look for payments at the start; they are looked for within a minute"),
  );
}

/** All of them may run in two processes at once. Jobs whose process died are looked for sooner, by lib/colorize/sweep/sweep-dead-jobs.ts. */
function sweepsOf(work: Work): Record<(typeof sweepNames)[number], Sweep> {
  const { settings, db, clock, log, colorize, billing, mail, accountData } = work;
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
    mails: {
      everySeconds: 60,
      async run() {
        await deleteOldMails(db, clock.now());
        await requeueMails(mail);
      },
    },
    exports: { everySeconds: 60, run: () => sweepExports(accountData) },
    deletions: { everySeconds: 60, run: () => sweepDeletions(accountData) },
    audit: { everySeconds: 3600, run: () => deleteOldAudit(db, clock.now(), settings.AUDIT_DAYS) },
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
