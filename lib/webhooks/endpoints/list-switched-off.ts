import "server-only";
import type { Db } from "../../db/client";

/** Endpoints that the studio switched off, not their owner: what the console has to say. */
export function listSwitchedOff(db: Db, userId: string): Promise<{ id: string; url: string }[]> {
  return db.webhookEndpoint.findMany({
    where: { userId, disabledReason: { in: ["failing", "gone"] } },
    select: { id: true, url: true },
    orderBy: { disabledAt: "desc" },
  });
}
