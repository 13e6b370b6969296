import "server-only";
import { webhookLogDays } from "../../contract/webhooks";
import type { Db } from "../../db/client";

/** Deletes events past the time of the log, with their deliveries and attempts. Returns how many. */
export async function deleteOldEvents(db: Db, now: Date): Promise<number> {
  const { count } = await db.webhookEvent.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - webhookLogDays * 86_400_000) } },
  });
  return count;
}
