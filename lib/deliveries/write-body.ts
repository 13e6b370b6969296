import "server-only";
import { z } from "zod";
import { sampleWebhookEvent } from "../contract/v1/sample-webhook-event";
import { webhookEventSchema, webhookEventTypes } from "../contract/v1/webhooks";
import { eventPayloadSchema } from "../webhooks/events/event-payload";
import type { DeliveryDeps } from "./delivery-deps";

const typeSchema = z.enum(webhookEventTypes);
type Event = { userId: string; type: string; payload: unknown; happenedAt: Date };

/** The JSON body of an event as it would be sent now. Null when its job has been deleted. */
export async function writeBody(
  { describeJob, origin }: Pick<DeliveryDeps, "describeJob" | "origin">,
  { userId, type, payload, happenedAt }: Event,
): Promise<string | null> {
  const known = eventPayloadSchema.parse(payload);
  const timestamp = happenedAt.toISOString();
  if ("sample" in known) {
    return JSON.stringify(sampleWebhookEvent(typeSchema.parse(type), origin(), happenedAt));
  }
  const data = "jobId" in known ? await describeJob(userId, known.jobId) : known;
  return data && JSON.stringify(webhookEventSchema.parse({ type, timestamp, data }));
}
