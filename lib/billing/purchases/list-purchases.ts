import "server-only";
import type { PurchaseAnswer } from "../../contract/billing";
import type { Db } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";

const maxPurchases = 100;

/** The user's last 100 purchases, newest first, without those whose checkout page could not be opened. */
export async function listPurchases(db: Db, userId: string): Promise<PurchaseAnswer[]> {
  const rows = await db.purchase.findMany({
    where: { userId, NOT: { status: "failed", stripeSessionId: null } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: maxPurchases,
  });
  return rows.map(toPurchaseAnswer);
}

export function toPurchaseAnswer(row: Purchase): PurchaseAnswer {
  const { id, packId, packName, credits, priceCents, currency, status, receiptUrl, invoiceUrl, refundedCents } = row;
  const createdAt = row.createdAt.toISOString();
  const paidAt = row.paidAt?.toISOString() ?? null;
  const papers = { receiptUrl, invoiceUrl };
  return { id, packId, packName, credits, priceCents, currency, status, ...papers, createdAt, paidAt, refundedCents };
}
