import type { PurchaseAnswer } from "@/lib/contract/billing";
import { formatMoney } from "@/lib/format/format-money";
import { formatCredits } from "@/lib/format/format-numbers";

/** `wait` still moves, `good` has brought credits, `again` ended without and can be tried anew, `note` is over for another reason. */
export type PurchaseTone = "wait" | "good" | "again" | "note";
export type PurchaseWords = { tone: PurchaseTone; title: string; text: string };

type Hints = {
  /** The person came back by Stripe's own way out. */
  left: boolean;
  /** Nothing more is asked by itself. */
  gaveUp: boolean;
};

/** What the return page says about a purchase. Only `paid` ever speaks of credits that are there. */
export function describePurchase(purchase: PurchaseAnswer, { left, gaveUp }: Hints): PurchaseWords {
  const { status, packName, credits, priceCents, currency, refundedCents } = purchase;
  const price = formatMoney(priceCents, currency);
  switch (status) {
    case "paid":
      return { tone: "good", title: `${formatCredits(credits)} added`, text: `${packName}, ${price}. Thank you.` };
    case "processing":
      return {
        tone: "wait",
        title: "Your payment is being processed",
        text: `Some ways to pay take a few days. The ${formatCredits(credits)} come by themselves once it is through; you can close this page.`,
      };
    case "open":
      if (left) return leftWords(packName);
      if (gaveUp) {
        return {
          tone: "wait",
          title: "No confirmation yet",
          text: "If you have paid, nothing is lost: the credits come as soon as Stripe confirms the payment.",
        };
      }
      return { tone: "wait", title: "Waiting for your payment", text: "Stripe usually confirms within a few seconds." };
    case "canceled":
      return leftWords(packName);
    case "expired":
      return {
        tone: "again",
        title: "The payment page has expired",
        text: "It stays open for a limited time. You were not charged.",
      };
    case "failed":
      return {
        tone: "again",
        title: "The payment did not go through",
        text: "Your bank refused it. You were not charged.",
      };
    case "refunded":
      return { tone: "note", title: "Refunded", text: `${price} went back to you, and the credits were taken back.` };
    case "partly_refunded":
      return {
        tone: "note",
        title: "Partly refunded",
        text: `${formatMoney(refundedCents, currency)} of ${price} went back to you, and credits in proportion were taken back.`,
      };
    case "disputed":
      return {
        tone: "note",
        title: "This payment is disputed",
        text: "Its credits are frozen until your bank has decided.",
      };
  }
}

const leftWords = (packName: string): PurchaseWords => ({
  tone: "again",
  title: "You left the payment page",
  text: `${packName} was not bought, and you were not charged.`,
});
