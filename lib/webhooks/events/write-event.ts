import "server-only";
import { webhookLogDays } from "../../contract/webhooks";
import { afterCommit, type Db, type Sql, sql, type Tx } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { insertDeliveryMessages, wakeDeliveries } from "../delivery/queue-deliveries";

/** Wakes the workers once `tx` is committed. */
export function signalAfterCommit(tx: Tx): void {
  afterCommit(tx, wakeDeliveries);
}

/**
 * CTEs that insert an event, one delivery per subscribed endpoint and a message for its worker, or nothing when none subscribes.
 * They need a CTE `happened` ("userId", type, payload) of at most one row; `delivery` has one row per inserted delivery.
 */
export const writeEvent = (now: Date): Sql => sql`
  subscribed AS (
    SELECT endpoint.id AS "endpointId", happened.* FROM happened JOIN webhook_endpoints AS endpoint
      ON endpoint."userId" = happened."userId" AND endpoint."disabledAt" IS NULL
        AND happened.type = ANY (endpoint.events)
    -- Without the lock, deleting an endpoint at this moment would make the job's transaction fail.
    FOR KEY SHARE OF endpoint
  ), event AS (
    INSERT INTO webhook_events (id, "userId", type, payload, "createdAt")
    SELECT ${createPublicId("msg")}::text, "userId", type, payload, ${now}::timestamptz FROM subscribed LIMIT 1
    RETURNING id
  ), delivery AS (
    INSERT INTO webhook_deliveries (id, "eventId", "endpointId", "nextAttemptAt", "createdAt")
    SELECT 'whd_' || replace(gen_random_uuid()::text, '-', ''), event.id, subscribed."endpointId",
      ${now}::timestamptz, ${now}::timestamptz
    FROM event CROSS JOIN subscribed RETURNING id
  ), message AS (${insertDeliveryMessages(sql`delivery`)})`;

/** Deletes events older than the log keeps, with their deliveries and attempts. Returns how many. */
export async function deleteOldEvents(db: Db, now: Date): Promise<number> {
  const { count } = await db.webhookEvent.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - webhookLogDays * 86_400_000) } },
  });
  return count;
}
