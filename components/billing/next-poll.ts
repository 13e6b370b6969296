import type { PurchaseStatus } from "@/lib/contract/billing";

const limits = { open: 40, processing: 20 } as const;

/**
 * When to ask for a purchase again, in milliseconds; false for never. Soon at first, then less and less often. A purchase
 * that has ended is not asked for again, nor one that stayed open for some six minutes: then the person asks.
 * @param status undefined as long as there was no answer
 * @param asked how often it was asked for already
 */
export function nextPollMs(status: PurchaseStatus | undefined, asked: number): number | false {
  if (status !== undefined && status !== "open" && status !== "processing") return false;
  const processing = status === "processing";
  if (asked >= limits[processing ? "processing" : "open"]) return false;
  const [first, longest] = processing ? [10_000, 60_000] : [1_000, 10_000];
  return Math.min(first * 1.5 ** Math.max(0, asked - 1), longest);
}
