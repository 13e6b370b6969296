import { z } from "zod";
import { webhookEventTypes } from "./v1/webhooks";

// Requests and answers of the console's webhook pages. The bodies sent to receivers are in v1/webhooks.ts.

/** Per account. */
export const maxWebhookEndpoints = 20;
/** Days that events and their deliveries stay in the log. */
export const webhookLogDays = 30;
/** Hours that the previous secret keeps signing after a rotation. */
export const webhookRotationHours = 24;

const events = z
  .array(z.enum(webhookEventTypes))
  .min(1, "Choose at least one event")
  .transform((chosen) => webhookEventTypes.filter((type) => chosen.includes(type)));
const description = z
  .string()
  .trim()
  .max(200, "Use at most 200 characters")
  .transform((text) => text || null);

export const createWebhookSchema = z.object({
  url: z.string().trim().min(1, "Enter an address").max(2000, "Use at most 2000 characters"),
  description: description.nullable().default(null),
  events,
});
export type CreateWebhookRequest = z.input<typeof createWebhookSchema>;

/** Omitted fields are not changed. */
export const updateWebhookSchema = z.object({
  description: description.nullable().optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});
export type UpdateWebhookRequest = z.input<typeof updateWebhookSchema>;

export const testWebhookSchema = z.object({ type: z.enum(webhookEventTypes) });

const deliveryStatuses = ["pending", "delivered", "failed"] as const;

/** `status` is null when there was no response; `failure` is null when the delivery succeeded. */
export const webhookAttemptSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  status: z.number().int().nullable(),
  failure: z.string().nullable(),
  durationMs: z.number().int(),
});
export type WebhookAttemptAnswer = z.infer<typeof webhookAttemptSchema>;

/** `eventId` is the webhook-id header, which is the same for every attempt and replay. */
export const webhookDeliverySchema = z.object({
  id: z.string(),
  eventId: z.string(),
  type: z.enum(webhookEventTypes),
  isTest: z.boolean(),
  status: z.enum(deliveryStatuses),
  attempts: z.number().int(),
  createdAt: z.iso.datetime(),
  /** Null once the delivery succeeded or was given up. */
  nextAttemptAt: z.iso.datetime().nullable(),
  lastAttempt: webhookAttemptSchema.nullable(),
});
export type WebhookDeliveryAnswer = z.infer<typeof webhookDeliverySchema>;

/** `body` is what would be sent now, with freshly signed links; null when the job is deleted. */
export const webhookDeliveryDetailsSchema = webhookDeliverySchema.extend({
  tries: z.array(webhookAttemptSchema),
  body: z.string().nullable(),
});
export type WebhookDeliveryDetails = z.infer<typeof webhookDeliveryDetailsSchema>;

export const listDeliveriesSchema = z.object({
  /** Id of the last delivery of the previous page. */
  cursor: z.string().max(100).optional(),
  status: z.enum(deliveryStatuses).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListDeliveriesRequest = z.infer<typeof listDeliveriesSchema>;
/** Newest first; `nextCursor` is null on the last page. */
export const webhookDeliveryPageSchema = z.object({
  deliveries: z.array(webhookDeliverySchema),
  nextCursor: z.string().nullable(),
});

export const disabledReasons = ["owner", "failing", "gone"] as const;

export const webhookEndpointSchema = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string().nullable(),
  events: z.array(z.enum(webhookEventTypes)),
  /** Null while it is on. `failing`: every delivery failed for days; `gone`: it answered 410. */
  disabledReason: z.enum(disabledReasons).nullable(),
  disabledAt: z.iso.datetime().nullable(),
  /** Start of the current run of failed deliveries; null after a success. */
  failingSince: z.iso.datetime().nullable(),
  /** When the previous secret stops signing; null when only the current one signs. */
  previousSecretUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  lastDelivery: webhookDeliverySchema.nullable(),
});
export type WebhookEndpointAnswer = z.infer<typeof webhookEndpointSchema>;
export const webhookEndpointListSchema = z.object({ endpoints: z.array(webhookEndpointSchema) });
/** The answer to creating an endpoint or rotating its secret. No other answer contains the secret. */
export const webhookSecretSchema = z.object({ endpoint: webhookEndpointSchema, secret: z.string() });
export type WebhookSecretAnswer = z.infer<typeof webhookSecretSchema>;
