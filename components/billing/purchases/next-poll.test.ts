import { describe, expect, it } from "vitest";
import { type PurchaseStatus, purchaseStatuses } from "@/lib/contract/billing";
import { nextPollMs } from "./next-poll";

const ended = purchaseStatuses.filter((status) => status !== "open" && status !== "processing");
const paidAt = "2026-01-01T12:00:00.000Z";
const secondsAfterPaid = (seconds: number) => new Date(Date.parse(paidAt) + seconds * 1000);
const receiptUrl = "https://pay.stripe.test/receipt";

function waits(status: PurchaseStatus | undefined): number[] {
  const all: number[] = [];
  for (let polls = 1; polls < 1000; polls++) {
    const wait = nextPollMs(status && { status, receiptUrl: null, paidAt: null }, polls, secondsAfterPaid(0));
    if (wait === false) return all;
    all.push(wait);
  }
  throw new Error("polls forever");
}

describe("polling a purchase", () => {
  it.each(ended)("stops once it is %s and the receipt is there", (status) => {
    expect(nextPollMs({ status, receiptUrl, paidAt }, 1, secondsAfterPaid(1))).toBe(false);
  });

  it.each(["open", "processing", undefined] as const)("polls less and less often while %s, and ends", (status) => {
    const all = waits(status);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(all.length).toBeGreaterThan(5);
  });

  it("sees a payment that is confirmed within a minute at once, and leaves a bank's days in peace", () => {
    expect(waits("open")[0]).toBe(1000);
    expect(waits("open").reduce((sum, ms) => sum + ms)).toBeGreaterThan(5 * 60_000);
    expect(Math.min(...waits("processing"))).toBe(10_000);
  });

  it("waits a little for the receipt of what was just paid, and not for one that never comes", () => {
    const paid = { status: "paid", receiptUrl: null, paidAt } as const;
    expect(nextPollMs(paid, 3, secondsAfterPaid(1))).toBeGreaterThan(0);
    expect(nextPollMs(paid, 3, secondsAfterPaid(60))).toBe(false);
    expect(nextPollMs(paid, 1000, secondsAfterPaid(1))).toBe(false);
  });
});
