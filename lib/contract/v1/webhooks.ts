import { z } from "zod";
import { jobResourceSchema } from "./jobs";

export const webhookEventTypes = ["job.succeeded", "job.failed", "credits.low"] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** The bodies of webhook requests, in the shape of Standard Webhooks. */
export const webhookEventSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("job.succeeded"), timestamp: z.iso.datetime(), data: jobResourceSchema }),
  z.strictObject({ type: z.literal("job.failed"), timestamp: z.iso.datetime(), data: jobResourceSchema }),
  z.strictObject({
    type: z.literal("credits.low"),
    timestamp: z.iso.datetime(),
    data: z.strictObject({ available: z.number().int(), threshold: z.number().int() }),
  }),
]);
export type WebhookEventBody = z.infer<typeof webhookEventSchema>;
