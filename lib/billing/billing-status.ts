import "server-only";
import type { BillingStatus } from "../contract/billing";
import { readBalance } from "../credits/read-balance";
import { type Db, inTransaction } from "../db/client";
import { recordLowCredits } from "../webhooks/events/record-low-credits";
import type { BillingDeps } from "./billing-deps";
import { checkPayments } from "./stripe/check-payments";

/** The status part of the billing page: whether packs can be bought, which ones, and the user's credits. */
export async function readBillingStatus(deps: BillingDeps, userId: string): Promise<BillingStatus> {
  const [balance, user] = await Promise.all([
    readBalance(deps.db, userId),
    deps.db.user.findUnique({ where: { id: userId }, select: { lowCreditThreshold: true, role: true } }),
  ]);
  const packs = deps.packs.map(({ stripePriceId, ...pack }) => pack);
  const { reason, ...payments } = checkPayments(deps);
  const shown = user?.role === "operator" ? reason : null;
  return { ...payments, reason: shown, packs, balance, lowCreditThreshold: user?.lowCreditThreshold ?? null };
}

type Threshold = { userId: string; threshold: number | null; now: Date };

/** Sets the balance at which the user is warned, in the console and with the event credits.low; null turns the warning off. */
export function setLowCreditThreshold(db: Db, { userId, threshold, now }: Threshold): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.user.updateMany({ where: { id: userId }, data: { lowCreditThreshold: threshold } });
    await recordLowCredits(tx, userId, now);
  });
}
