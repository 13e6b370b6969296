import "server-only";
import { type Db, inTransaction } from "../db/client";
import { recordLowCredits } from "../webhooks/events/record-low-credits";

type Threshold = { userId: string; threshold: number | null; now: Date };

/** From how few credits on the studio tells the user, in the console and through credits.low; null: never. */
export function setLowCreditThreshold(db: Db, { userId, threshold, now }: Threshold): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.user.updateMany({ where: { id: userId }, data: { lowCreditThreshold: threshold } });
    await recordLowCredits(tx, userId, now);
  });
}
