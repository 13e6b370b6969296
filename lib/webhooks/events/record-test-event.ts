import "server-only";
import type { WebhookEventType } from "../../contract/v1/webhooks";
import { type Db, inTransaction } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import type { EventPayload } from "./event-payload";
import { signalAfterCommit } from "./write-event";

type Test = { userId: string; endpointId: string; type: WebhookEventType; now: Date };

/** An event with made-up contents for this endpoint alone, whether it subscribed to the type or not. Returns the delivery's id. */
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
    signalAfterCommit(tx);
    return id;
  });
}
