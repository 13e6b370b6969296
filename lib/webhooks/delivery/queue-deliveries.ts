import "server-only";
import { type Db, type Sql, sql, type Tx } from "../../db/client";
import { addMessage, insertMessages, wakeWorkers } from "../../queue/add-message";

const name = "webhook-delivery";
/** As many as a process sends at once: each attempt that ends asks for the next one. */
const atOnce = 16;

/**
 * A message says that a delivery may be due, not which one: which one it is that moment is decided by whose turn it is. So the
 * rows stay the truth; a message too many finds nothing, and one that is missing is added by requeueDeliveries.
 */
export const insertDeliveryMessages = (deliveries: Sql): Sql =>
  insertMessages(name, sql`(SELECT '{}'::jsonb AS data FROM ${deliveries}) AS message`);

export const wakeDeliveries = (): void => wakeWorkers(name);

/** Lets workers look at the deliveries now, or at the time of the next attempt. */
export async function queueDelivery(to: Db | Tx, { at, now }: { at: Date; now: Date }): Promise<void> {
  await addMessage(to, name, {}, { startAfterSeconds: Math.max(0, (at.getTime() - now.getTime()) / 1000) });
}

/** Pending deliveries that are due and that nobody is sending. */
const dueNow = (now: Date): Sql => sql`
  webhook_deliveries AS delivery JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery."endpointId"
  WHERE delivery.status = 'pending' AND delivery."nextAttemptAt" <= ${now}::timestamptz
    AND (delivery."leaseUntil" IS NULL OR delivery."leaseUntil" <= ${now}::timestamptz) AND endpoint."disabledAt" IS NULL`;

/** Adds a message when the endpoint's owner has more that is due: it waited for the turn that is over now. */
export async function queueNextDelivery(tx: Tx, { endpointId, now }: { endpointId: string; now: Date }): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>(sql`
    SELECT 1 FROM ${dueNow(now)}
      AND endpoint."userId" = (SELECT "userId" FROM webhook_endpoints WHERE id = ${endpointId}) LIMIT 1`);
  if (rows.length > 0) await queueDelivery(tx, { at: now, now });
}

/** Adds messages for due deliveries that may have none: after a restore, or when a process died at the wrong moment. */
export async function requeueDeliveries(db: Db, now: Date): Promise<void> {
  const due = sql`(SELECT 1 FROM ${dueNow(now)} LIMIT ${atOnce}) AS due`;
  const added = await db.$executeRaw(insertDeliveryMessages(due));
  if (added > 0) wakeDeliveries();
}
