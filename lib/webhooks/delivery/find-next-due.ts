import "server-only";
import type { Db } from "../../db/client";

/** When the next delivery may be sent, the end of another process's lease included; null when nothing waits. */
export async function findNextDue(db: Db): Promise<Date | null> {
  const rows = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(greatest(delivery."nextAttemptAt", delivery."leaseUntil")) AS at
    FROM webhook_deliveries AS delivery JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery."endpointId"
    WHERE delivery.status = 'pending' AND endpoint."disabledAt" IS NULL`;
  return rows[0]?.at ?? null;
}
