import pino from "pino";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { newJob } from "../../prisma/factories/open-job";
import { unknownFacts } from "../contract/photo-facts";
import type { WebhookEventType } from "../contract/v1/webhooks";
import { holdCredits } from "../credits/ledger";
import { captureHold, releaseHold } from "../credits/settle-hold";
import { type Db, inTransaction } from "../db/client";
import { createJob } from "../jobs/create-job";
import { failJob, succeedJob } from "../jobs/end-job";
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

/** Runs a job from hold to end, as the colorize path does, in the transactions it does it in. Returns its id. */
export async function runJob(
  db: Db,
  {
    userId,
    ends,
    priceCredits = 1,
    now,
  }: { userId: string; ends: "succeeded" | "failed"; priceCredits?: number; now: Date },
): Promise<string> {
  const job = newJob(userId, { priceCredits, createdAt: now });
  const { id: jobId } = job;
  await inTransaction(db, async (tx) => {
    await holdCredits(tx, { userId, jobId, credits: priceCredits, now });
    await createJob(tx, job);
  });
  await inTransaction(db, async (tx) => {
    if (ends === "succeeded") {
      await captureHold(tx, jobId, priceCredits, now);
      const output = { outputKey: `${jobId}/out.png`, outputBytes: 9, outputSha256: "1".repeat(64), modelTag: "t@0" };
      await succeedJob(tx, {
        jobId,
        ...output,
        facts: unknownFacts,
        chargedCredits: priceCredits,
        idleAddOns: [],
        now,
      });
    } else {
      await releaseHold(tx, jobId, "upstream_error", now);
      await failJob(tx, { jobId, errorCode: "upstream_error", errorDetail: "The provider failed.", now });
    }
    await recordJobEvent(tx, { jobId, now });
  });
  return jobId;
}
