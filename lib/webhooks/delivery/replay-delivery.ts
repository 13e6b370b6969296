import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { queueDelivery } from "./queue-deliveries";

type Replay = {
  eventId: string;
  endpointId: string;
  now: Date;
  /** Who sends which delivery of whose endpoint again: in the audit log with it. */
  audit?: { by: AuditOrigin; userId: string; deliveryId: string };
};

/** Queues an event for an endpoint again, with its original webhook-id so that receivers recognize it. Returns the delivery's id. */
export function replayDelivery(db: Db, { eventId, endpointId, now, audit }: Replay): Promise<string> {
  const id = createPublicId("whd");
  return inTransaction(db, async (tx) => {
    await tx.webhookDelivery.create({ data: { id, eventId, endpointId, nextAttemptAt: now, createdAt: now } });
    await queueDelivery(tx, { at: now, now });
    if (audit) {
      const { by, userId, deliveryId: target } = audit;
      await writeAudit(tx, by, { action: "delivery_replayed", userId, target, at: now });
    }
    return id;
  });
}
