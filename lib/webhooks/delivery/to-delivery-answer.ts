import "server-only";
import { type WebhookAttemptAnswer, type WebhookDeliveryAnswer, webhookDeliverySchema } from "../../contract/webhooks";
import type { WebhookAttempt, WebhookDelivery, WebhookEvent } from "../../generated/prisma/client";
import { isSample } from "../events/event-payload";

/** A delivery with its event and either its last attempt or all attempts, newest first. */
export type DeliveryRow = WebhookDelivery & { event: WebhookEvent; tries: WebhookAttempt[] };
export const lastTry = { event: true, tries: { orderBy: { at: "desc" }, take: 1 } } as const;

/** The column is text, so its value is checked. */
const { type: typeSchema } = webhookDeliverySchema.shape;

export function toDeliveryAnswer({ event, tries, ...row }: DeliveryRow): WebhookDeliveryAnswer {
  const [last] = tries;
  return {
    id: row.id,
    eventId: row.eventId,
    type: typeSchema.parse(event.type),
    isTest: isSample(event.payload),
    status: row.status,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastAttempt: last ? toAttemptAnswer(last) : null,
  };
}

export function toAttemptAnswer({ id, at, status, failure, durationMs }: WebhookAttempt): WebhookAttemptAnswer {
  return { id, at: at.toISOString(), status, failure, durationMs };
}
