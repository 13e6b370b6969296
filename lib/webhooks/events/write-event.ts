import "server-only";
import { webhookLogDays } from "../../contract/webhooks";
import { afterCommit, type Db, type Sql, sql, type Tx } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { insertDeliveryMessages, wakeDeliveries } from "../delivery/queue-deliveries";

/** Wakes the workers once `tx` is committed. */
export const signalAfterCommit = (tx: Tx): void => void afterCommit(tx, wakeDeliveries);

/**
 * CTEs that insert events, each with one delivery per subscribed endpoint and a message for its worker, or nothing when none
 * subscribes. They need a CTE `happened` (id, "userId", type, payload); `delivery` has one row per inserted delivery.
 */
export const writeEvents = (now: Date): Sql => sql`
  subscribed AS (
    SELECT endpoint.id AS "endpointId", happened.id FROM happened JOIN webhook_endpoints AS endpoint
      ON endpoint."userId" = happened."userId" AND endpoint."disabledAt" IS NULL
        AND happened.type = ANY (endpoint.events)
    -- Without the lock, deleting an endpoint at this moment would make the job's transaction fail.
    FOR KEY SHARE OF endpoint
  ), event AS (
    INSERT INTO webhook_events (id, "userId", type, payload, "createdAt")
    SELECT id, "userId", type, payload, ${now}::timestamptz FROM happened
    WHERE id IN (SELECT id FROM subscribed)
    RETURNING id
  ), delivery AS (
    INSERT INTO webhook_deliveries (id, "eventId", "endpointId", "nextAttemptAt", "createdAt")
    SELECT 'whd_' || replace(gen_random_uuid()::text, '-', ''), event.id, subscribed."endpointId",
      ${now}::timestamptz, ${now}::timestamptz
    FROM event JOIN subscribed ON subscribed.id = event.id RETURNING id
  ), message AS (${insertDeliveryMessages(sql`delivery`)})`;

/** A column with a new event's id, for `happened`. */
export const newEventId = (): Sql => sql`${createPublicId("msg")}::text AS id`;

/** Deletes events older than the log keeps, with their deliveries and attempts. Returns how many. */
export async function deleteOldEvents(db: Db, now: Date): Promise<number> {
  const { count } = await db.webhookEvent.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - webhookLogDays * 86_400_000) } },
  });
  return count;
}
