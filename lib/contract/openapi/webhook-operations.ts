import { z } from "zod";
import type { ZodOpenApiPathItemObject } from "zod-openapi";
import { type WebhookEventType, webhookEventSchema } from "../v1/webhooks";
import { failedJobExample, jobExample } from "./examples";

const descriptions: Record<WebhookEventType, { summary: string; example: unknown }> = {
  "job.succeeded": { summary: "A photo was colorized", example: jobExample },
  "job.failed": { summary: "A photo could not be colorized", example: failedJobExample },
  "credits.low": {
    summary: "Credits fell to or below the account's threshold",
    example: { available: 18, threshold: 20 },
  },
};

const sentHeaders = z.object({
  "webhook-id": z.string().meta({ description: "ID of the event, the same for every attempt." }),
  "webhook-timestamp": z.string().meta({ description: "Time of sending in seconds since 1970." }),
  "webhook-signature": z.string().meta({ description: "`v1,` and base64 of HMAC-SHA-256 over id.timestamp.body." }),
});

/** The requests that a studio sends to webhook endpoints, as Standard Webhooks. */
export const webhookOperations: Record<string, ZodOpenApiPathItemObject> = Object.fromEntries(
  webhookEventSchema.options.map((schema) => {
    const type = schema.shape.type.value;
    const { summary, example } = descriptions[type];
    return [
      type,
      {
        post: {
          operationId: `on-${type.replace(".", "-")}`,
          tags: ["Webhooks"],
          summary,
          description:
            "Answer with a 2xx status within 15 seconds; otherwise the event is sent again. It may arrive more than once.",
          security: [],
          requestParams: { header: sentHeaders },
          requestBody: {
            required: true,
            content: {
              "application/json": { schema, example: { type, timestamp: "2026-11-22T12:00:02.000Z", data: example } },
            },
          },
          responses: {
            "2XX": { description: "The event was received." },
            "410": { description: "The receiver wants no more events. The endpoint is switched off." },
          },
        },
      },
    ];
  }),
);
