import { z } from "zod";
import type { ZodOpenApiPathItemObject } from "zod-openapi";
import { type WebhookEventType, webhookEventSchema } from "../v1/webhooks";
import { failedJobExample, jobExample } from "./examples";

const told: Record<WebhookEventType, { summary: string; example: unknown }> = {
  "job.succeeded": { summary: "A photo is colorized", example: jobExample },
  "job.failed": { summary: "A photo could not be colorized", example: failedJobExample },
  "credits.low": { summary: "Credits fell below the account's threshold", example: { available: 18, threshold: 20 } },
};

const sentHeaders = z.object({
  "webhook-id": z.string().meta({ description: "Id of the event; the same on every try." }),
  "webhook-timestamp": z.string().meta({ description: "When it was sent: seconds since 1970." }),
  "webhook-signature": z.string().meta({ description: "`v1,` and base64 of HMAC-SHA-256 over id.timestamp.body." }),
});

/** The requests a studio sends to webhook endpoints (Standard Webhooks). */
export const webhookOperations: Record<string, ZodOpenApiPathItemObject> = Object.fromEntries(
  webhookEventSchema.options.map((schema) => {
    const type = schema.shape.type.value;
    const { summary, example } = told[type];
    return [
      type,
      {
        post: {
          operationId: `on-${type.replace(".", "-")}`,
          tags: ["Webhooks"],
          summary,
          description: "Answer with 2xx within 15 seconds; anything else is tried again. It can come more than once.",
          security: [],
          requestParams: { header: sentHeaders },
          requestBody: {
            required: true,
            content: {
              "application/json": { schema, example: { type, timestamp: "2026-11-22T12:00:02.000Z", data: example } },
            },
          },
          responses: {
            "2XX": { description: "Taken." },
            "410": { description: "No longer wanted: the endpoint is switched off." },
          },
        },
      },
    ];
  }),
);
