import type { PurchaseAnswer } from "@/lib/contract/billing";

const limits = { open: 40, processing: 20 } as const;
/** Stripe's receipt comes a moment after the payment; poll for it this long. */
const receiptMs = 30_000;

/**
 * Milliseconds until the next poll of a purchase; false for no more. Soon at first, then less and less often. A purchase that
 * has ended is not polled, nor one that has been open for about six minutes: from then on the user checks by hand.
 * @param purchase undefined until the first answer
 * @param polls how often it was polled already
 */
export function nextPollMs(
  purchase: Pick<PurchaseAnswer, "status" | "receiptUrl" | "paidAt"> | undefined,
  polls: number,
  now: Date,
): number | false {
  const status = purchase?.status ?? "open";
  if (status === "paid") return isReceiptDue(purchase, now) && polls < limits.open ? 2_000 : false;
  if (status !== "open" && status !== "processing") return false;
  if (polls >= limits[status]) return false;
  const [first, longest] = status === "processing" ? [10_000, 60_000] : [1_000, 10_000];
  return Math.min(first * 1.5 ** Math.max(0, polls - 1), longest);
}

function isReceiptDue(purchase: Parameters<typeof nextPollMs>[0], now: Date): boolean {
  if (!purchase?.paidAt || purchase.receiptUrl) return false;
  return Math.abs(now.getTime() - Date.parse(purchase.paidAt)) < receiptMs;
}
