import "server-only";
import type { WebhookEventType } from "../../contract/v1/webhooks";
import { type Db, inTransaction } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { queueDelivery } from "../delivery/queue-deliveries";
import type { EventPayload } from "./event-payload";

type Test = { userId: string; endpointId: string; type: WebhookEventType; now: Date };

/** Records a test event with sample contents for one endpoint, whether or not it subscribes to the type. Returns the delivery's id. */
export function recordTestEvent(db: Db, { userId, endpointId, type, now }: Test): Promise<string> {
  const payload: EventPayload = { sample: true };
  const id = createPublicId("whd");
  return inTransaction(db, async (tx) => {
    const event = await tx.webhookEvent.create({
      data: { id: createPublicId("msg"), userId, type, payload, createdAt: now },
    });
    await tx.webhookDelivery.create({
      data: { id, eventId: event.id, endpointId, nextAttemptAt: now, createdAt: now },
    });
    await queueDelivery(tx, { at: now, now });
    return id;
  });
}
