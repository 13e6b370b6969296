import { z } from "zod";
import {
  createWebhookSchema,
  type WebhookEndpointAnswer,
  webhookEndpointListSchema,
  webhookSecretSchema,
} from "../webhooks";
import { callerErrors, type Endpoint } from "./endpoint";
import { responseHeaders } from "./response-headers";

const path = z.object({ id: z.string().meta({ description: "ID of the endpoint." }) });

const endpointExample: WebhookEndpointAnswer = {
  id: "whe_5Tq0cVw2yB8nK1sXr7LdPa",
  url: "https://example.org/hooks/pixomax",
  description: null,
  events: ["job.succeeded", "job.failed"],
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
  previousSecretUntil: null,
  createdAt: "2026-11-22T12:00:00.000Z",
  lastDelivery: null,
};

/** Where the studio sends its events. What is rarely needed, such as sending one again, is in the console. */
export const webhookEndpoints: Endpoint[] = [
  {
    method: "get",
    path: "/api/v1/webhooks",
    operationId: "listWebhooks",
    scope: "webhooks",
    tag: "Webhooks",
    summary: "List webhook endpoints",
    description: "The account's endpoints, also those made in the console.",
    answers: {
      200: {
        description: "The endpoints.",
        headers: responseHeaders.knownCaller,
        content: {
          "application/json": { schema: webhookEndpointListSchema, example: { endpoints: [endpointExample] } },
        },
      },
    },
    errors: callerErrors,
  },
  {
    method: "post",
    path: "/api/v1/webhooks",
    operationId: "createWebhook",
    scope: "webhooks",
    tag: "Webhooks",
    summary: "Add a webhook endpoint",
    description: "Its events are sent from now on. The signing secret is in this answer and in no other.",
    body: {
      "application/json": {
        schema: createWebhookSchema,
        example: { url: "https://example.org/hooks/pixomax", events: ["job.succeeded", "job.failed"] },
      },
    },
    answers: {
      201: {
        description: "The endpoint and its secret.",
        headers: responseHeaders.knownCaller,
        content: {
          "application/json": {
            schema: webhookSecretSchema,
            example: { endpoint: endpointExample, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
          },
        },
      },
    },
    errors: ["invalid_request", "webhook_url_invalid", "webhook_limit", ...callerErrors],
  },
  {
    method: "delete",
    path: "/api/v1/webhooks/{id}",
    operationId: "deleteWebhook",
    scope: "webhooks",
    tag: "Webhooks",
    summary: "Remove a webhook endpoint",
    description: "Its deliveries go with it, those that are pending too.",
    parameters: { path },
    answers: { 204: { description: "It is gone.", headers: responseHeaders.knownCaller } },
    errors: ["not_found", ...callerErrors],
  },
];
