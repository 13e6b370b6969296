import "server-only";
import { type Db, sql } from "../../db/client";

/** A delivery that only this process may send until `leaseUntil`, with everything needed to send it. */
export type ClaimedDelivery = {
  id: string;
  leaseUntil: Date;
  /** Number of earlier attempts. */
  attempts: number;
  eventId: string;
  userId: string;
  type: string;
  payload: unknown;
  happenedAt: Date;
  endpointId: string;
  url: string;
  secretVersion: number;
  rotatedAt: Date | null;
};

/** Limits across all processes, so that a receiver that hangs, or an account with many of them, leaves room for others. */
const perEndpoint = 2;
const perAccount = 4;

/**
 * Leases up to `limit` due deliveries, the longest waiting of each endpoint first. Each goes to one process only: what another one is
 * just leasing is passed over.
 */
export function claimDeliveries(
  db: Db,
  { limit, now, leaseUntil }: { limit: number; now: Date; leaseUntil: Date },
): Promise<ClaimedDelivery[]> {
  return db.$queryRaw<ClaimedDelivery[]>(sql`
    WITH busy AS (
      SELECT delivery."endpointId", endpoint."userId" FROM webhook_deliveries AS delivery
        JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery."endpointId"
      WHERE delivery.status = 'pending' AND delivery."leaseUntil" > ${now}::timestamptz
    ), due AS (
      SELECT delivery.id, delivery."nextAttemptAt", endpoint."userId",
        row_number() OVER (PARTITION BY endpoint.id ORDER BY delivery."nextAttemptAt", delivery.id)
          + (SELECT count(*) FROM busy WHERE busy."endpointId" = endpoint.id) AS place
      FROM webhook_deliveries AS delivery JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery."endpointId"
      WHERE delivery.status = 'pending' AND delivery."nextAttemptAt" <= ${now}::timestamptz
        AND (delivery."leaseUntil" IS NULL OR delivery."leaseUntil" <= ${now}::timestamptz)
        AND endpoint."disabledAt" IS NULL
    ), turns AS (
      SELECT id, "nextAttemptAt",
        row_number() OVER (PARTITION BY "userId" ORDER BY place, "nextAttemptAt", id)
          + (SELECT count(*) FROM busy WHERE busy."userId" = due."userId") AS turn
      FROM due WHERE place <= ${perEndpoint}
    ), chosen AS (
      SELECT delivery.id FROM webhook_deliveries AS delivery JOIN turns ON turns.id = delivery.id
      WHERE turn <= ${perAccount} AND delivery.status = 'pending'
        AND (delivery."leaseUntil" IS NULL OR delivery."leaseUntil" <= ${now}::timestamptz)
      ORDER BY turn, turns."nextAttemptAt", id LIMIT ${limit}
      FOR UPDATE OF delivery SKIP LOCKED
    )
    UPDATE webhook_deliveries AS delivery SET "leaseUntil" = ${leaseUntil}::timestamptz
    FROM webhook_endpoints AS endpoint, webhook_events AS event
    WHERE delivery.id IN (SELECT id FROM chosen)
      AND endpoint.id = delivery."endpointId" AND event.id = delivery."eventId"
    RETURNING delivery.id, delivery."leaseUntil", delivery.attempts, delivery."eventId", event."userId", event.type,
      event.payload, event."createdAt" AS "happenedAt", endpoint.id AS "endpointId", endpoint.url,
      endpoint."secretVersion", endpoint."rotatedAt"`);
}
