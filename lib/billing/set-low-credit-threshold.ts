import "server-only";
import type { Db } from "../db/client";

/** From how few credits on the studio tells the user; null: never. */
export async function setLowCreditThreshold(db: Db, userId: string, threshold: number | null): Promise<void> {
  await db.user.updateMany({ where: { id: userId }, data: { lowCreditThreshold: threshold } });
}
