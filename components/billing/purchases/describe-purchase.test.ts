import { describe, expect, it } from "vitest";
import { type PurchaseAnswer, purchaseStatuses } from "@/lib/contract/billing";
import { describePurchase } from "./describe-purchase";

const purchase: PurchaseAnswer = {
  id: "pur_1",
  packId: "starter",
  packName: "Starter",
  credits: 50,
  priceCents: 500,
  currency: "usd",
  status: "open",
  receiptUrl: null,
  invoiceUrl: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  paidAt: null,
  refundedCents: 0,
};
const still = { left: false, gaveUp: false };

describe("what the return page says", () => {
  it("speaks of added credits only when the purchase is paid", () => {
    for (const status of purchaseStatuses) {
      const { title, tone } = describePurchase({ ...purchase, status }, still);
      expect(title === "50 credits added", status).toBe(status === "paid");
      expect(tone === "good", status).toBe(status === "paid");
    }
  });

  it.each(["canceled", "expired", "failed"] as const)("says of a %s purchase that nothing was charged", (status) => {
    const words = describePurchase({ ...purchase, status }, still);
    expect(words).toMatchObject({ tone: "again", text: expect.stringContaining("not charged") });
  });

  it("believes the server over the address: paid stays paid for somebody who pressed Back on Stripe's page", () => {
    expect(describePurchase({ ...purchase, status: "paid" }, { left: true, gaveUp: false }).title).toBe(
      "50 credits added",
    );
    expect(describePurchase(purchase, { left: true, gaveUp: false }).tone).toBe("again");
  });

  it("says how much of the money was refunded", () => {
    const refunded = { ...purchase, status: "partly_refunded", refundedCents: 200 } as const;
    expect(describePurchase(refunded, still).text).toContain("$2.00 of $5.00");
  });
});
