import "server-only";
import { type Sql, sql } from "../../db/client";
import { createPublicId } from "../../db/public-id";

/**
 * CTEs that write an event and one delivery for each endpoint that wants it; nothing when none does. They need `happened`
 * ("userId", type, payload; at most one row). Ends with `delivery`, one row for each that was written.
 */
export const writeEvent = (now: Date): Sql => sql`
  subscribed AS (
    SELECT endpoint.id AS "endpointId", happened.* FROM happened JOIN webhook_endpoints AS endpoint
      ON endpoint."userId" = happened."userId" AND endpoint."disabledAt" IS NULL
        AND happened.type = ANY (endpoint.events)
    -- An endpoint that is deleted meanwhile must not make the job's own transaction fail.
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
  )`;
