import type Stripe from "stripe";
import { escapeHtml, formatAmount, layPage } from "./layout";

/** What `receipt_url` of a charge shows. */
export function drawReceipt(charge: Stripe.Charge): string {
  const facts = [
    ["Number", charge.id],
    ["Date", new Date(charge.created * 1000).toISOString().slice(0, 10)],
    ["Paid", formatAmount(charge.amount_captured, charge.currency)],
    ["Refunded", formatAmount(charge.amount_refunded, charge.currency)],
  ];
  const rows = facts.map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  return layPage("Receipt", `<p>${escapeHtml(charge.description ?? "")}</p><dl>${rows.join("")}</dl>`);
}
