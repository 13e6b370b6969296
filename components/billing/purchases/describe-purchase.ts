import type { PurchaseAnswer } from "@/lib/contract/billing";
import { formatMoney } from "@/lib/format/format-money";
import { formatCredits } from "@/lib/format/format-numbers";

/** `wait` may still change, `good` has added credits, `again` ended without any and can be repeated, `note` ended in another way. */
export type PurchaseTone = "wait" | "good" | "again" | "note";
export type PurchaseWords = { tone: PurchaseTone; title: string; text: string };

type Hints = {
  /** The user came back over Stripe's own link for leaving. */
  left: boolean;
  /** The page no longer polls. */
  gaveUp: boolean;
};

/** What the return page says about a purchase. Only `paid` says that credits were added. */
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
        text: `Some payment methods take a few days. Your ${formatCredits(credits)} are added automatically once it clears; you can close this page.`,
      };
    case "open":
      if (left) return leftWords(packName);
      if (gaveUp) {
        return {
          tone: "wait",
          title: "No confirmation yet",
          text: "If you paid, nothing is lost: your credits are added as soon as Stripe confirms the payment.",
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
        text: "Your bank declined it. You were not charged.",
      };
    case "refunded":
      return { tone: "note", title: "Refunded", text: `You got ${price} back, and its credits were removed.` };
    case "partly_refunded":
      return {
        tone: "note",
        title: "Partly refunded",
        text: `You got ${formatMoney(refundedCents, currency)} of ${price} back, and the same share of the credits was removed.`,
      };
    case "disputed":
      return {
        tone: "note",
        title: "This payment is disputed",
        text: "Its credits are frozen until your bank decides.",
      };
  }
}

const leftWords = (packName: string): PurchaseWords => ({
  tone: "again",
  title: "You left the payment page",
  text: `${packName} was not bought, and you were not charged.`,
});
