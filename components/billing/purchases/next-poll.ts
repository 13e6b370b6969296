import type { PurchaseAnswer } from "@/lib/contract/billing";

const limits = { open: 40, processing: 20 } as const;
/** The receipt comes a moment after the payment; for this long it is worth asking. */
const receiptMs = 30_000;

/**
 * When to ask for a purchase again, in milliseconds; false for never. Soon at first, then less and less often. A purchase
 * that has ended is not asked for again, nor one that stayed open for some six minutes: then the person asks.
 * @param purchase undefined as long as there was no answer
 * @param asked how often it was asked for already
 */
export function nextPollMs(
  purchase: Pick<PurchaseAnswer, "status" | "receiptUrl" | "paidAt"> | undefined,
  asked: number,
  now: Date,
): number | false {
  const status = purchase?.status ?? "open";
  if (status === "paid") return isReceiptDue(purchase, now) && asked < limits.open ? 2_000 : false;
  if (status !== "open" && status !== "processing") return false;
  if (asked >= limits[status]) return false;
  const [first, longest] = status === "processing" ? [10_000, 60_000] : [1_000, 10_000];
  return Math.min(first * 1.5 ** Math.max(0, asked - 1), longest);
}

function isReceiptDue(purchase: Parameters<typeof nextPollMs>[0], now: Date): boolean {
  if (!purchase?.paidAt || purchase.receiptUrl) return false;
  return Math.abs(now.getTime() - Date.parse(purchase.paidAt)) < receiptMs;
}
