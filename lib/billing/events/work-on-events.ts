import "server-only";
import { z } from "zod";
import { AppError } from "../../errors/app-error";
import type { Queue } from "../../queue/open-queue";
import type { BillingDeps } from "../billing-deps";
import { fetchReceipt } from "../stripe/fetch-receipt";
import { applyEvent } from "./apply-event";

/** Lets this process apply Stripe's events, each as soon as it is stored. One that fails is tried again, then once a minute. */
export function workOnEvents(queue: Queue, deps: BillingDeps): void {
  const schema = z.object({ eventId: z.string() });
  queue.work("stripe-event", { concurrency: 4, schema }, async ({ data }) => {
    const { failed, purchaseId } = await applyEvent(deps, data.eventId);
    if (failed)
      throw new AppError("internal_error", { detail: `The Stripe event ${data.eventId} waits: its row says why.` });
    if (purchaseId) await fetchReceipt(deps, purchaseId);
  });
}
