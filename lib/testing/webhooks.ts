import pino from "pino";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { failInTransaction, settleAsSucceeded } from "../../prisma/factories/settle-job";
import type { WebhookEventType } from "../contract/v1/webhooks";
import { type Db, inTransaction } from "../db/client";
import { createEndpoint } from "../webhooks/endpoints/create-endpoint";
import { recordJobEvent } from "../webhooks/events/record-job-event";

export const silentLog = pino({ level: "silent" });

/** Somebody with an endpoint for `events`. */
export async function createSubscriber(
  db: Db,
  { url = "https://hooks.example/in", events, credits = 20, now }: SubscriberFields,
): Promise<{ userId: string; endpointId: string }> {
  const { id: userId } = await createUserWithCredits(db, credits);
  const { id: endpointId } = await createEndpoint(db, { userId, url, description: null, events, now });
  return { userId, endpointId };
}
type SubscriberFields = { url?: string; events: WebhookEventType[]; credits?: number; now: Date };

type Run = { userId: string; ends: "succeeded" | "failed"; priceCredits?: number; now: Date };

/** Runs a job from hold to end, and says so to webhooks in the transaction that ends it, as the colorize flow does. Returns its id. */
export async function runJob(db: Db, { userId, ends, priceCredits = 1, now }: Run): Promise<string> {
  const jobId = await openJob(db, userId, { priceCredits, createdAt: now });
  if (ends === "succeeded") await settleAsSucceeded(db, jobId, priceCredits, now);
  else {
    await inTransaction(db, async (tx) => {
      await failInTransaction(tx, jobId, now);
      await recordJobEvent(tx, { jobId, now });
    });
  }
  return jobId;
}
