import "server-only";
import type { Db } from "../db/client";

/** How much there is in the ledger, in rows. */
export async function countLedger(db: Db) {
  const [users, movements, openHolds, jobs] = await Promise.all([
    db.creditBalance.count(),
    db.creditMovement.count(),
    db.creditHold.count({ where: { state: "open" } }),
    db.job.count(),
  ]);
  return { users, movements, openHolds, jobs };
}
