import "server-only";
import type { BillingStatus } from "../contract/billing";
import { readBalance } from "../credits/read-balance";
import { type Db, inTransaction } from "../db/client";
import { recordLowCredits } from "../webhooks/events/record-low-credits";
import type { BillingDeps } from "./billing-deps";
import { checkPayments } from "./stripe/check-payments";

/** What the billing page shows besides its lists: whether packs can be bought, which, and the user's credits. */
export async function readBillingStatus(deps: BillingDeps, userId: string): Promise<BillingStatus> {
  const [balance, user] = await Promise.all([
    readBalance(deps.db, userId),
    deps.db.user.findUnique({ where: { id: userId }, select: { lowCreditThreshold: true } }),
  ]);
  const packs = deps.packs.map(({ stripePriceId, ...pack }) => pack);
  return { ...checkPayments(deps), packs, balance, lowCreditThreshold: user?.lowCreditThreshold ?? null };
}

type Threshold = { userId: string; threshold: number | null; now: Date };

/** From how few credits on the studio tells the user, in the console and through credits.low; null: never. */
export function setLowCreditThreshold(db: Db, { userId, threshold, now }: Threshold): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.user.updateMany({ where: { id: userId }, data: { lowCreditThreshold: threshold } });
    await recordLowCredits(tx, userId, now);
  });
}
