import { formatMoment } from "../../format/format-dates";
import { formatMoney } from "../../format/format-money";
import { formatCredits } from "../../format/format-numbers";
import type { MailContent } from "../mail-content";

type Facts = {
  id: string;
  packName: string;
  credits: number;
  /** What was paid, with taxes and after discounts. */
  cents: number;
  currency: string;
  paidAt: Date;
  /** Stripe's; null where it has not made one yet. */
  receiptUrl: string | null;
  origin: string;
};

/** A pack was paid for. Where Stripe's receipt is not there yet, Billing will have it. */
export const receiptMail = (purchase: Facts): MailContent => ({
  kind: "receipt",
  subject: `Receipt: ${purchase.packName}, ${formatCredits(purchase.credits)}`,
  paragraphs: [`Thank you. ${formatCredits(purchase.credits)} were added to your account.`],
  action: purchase.receiptUrl
    ? { label: "Open the receipt", url: purchase.receiptUrl }
    : { label: "Open Billing", url: `${purchase.origin}/console/billing` },
  facts: [
    { label: "Pack", value: purchase.packName },
    { label: "Paid", value: formatMoney(purchase.cents, purchase.currency) },
    { label: "Date", value: formatMoment(purchase.paidAt) },
    { label: "Purchase", value: purchase.id },
  ],
  notes: ["Receipts and invoices of all purchases are on the Billing page."],
});
