import type Stripe from "stripe";
import type { World } from "../world";
import { escapeHtml, formatAmount, wrapPage } from "./layout";

/** A customer's payments with their receipts, and the way back. */
export function drawPortal(world: World, portal: Stripe.BillingPortal.Session): string {
  const rows = [...world.charges.values()]
    .filter((charge) => charge.customer === portal.customer && charge.receipt_url)
    .map(
      (charge) =>
        `<li><a href="${escapeHtml(charge.receipt_url ?? "")}">Receipt of ${formatAmount(charge.amount, charge.currency)}</a></li>`,
    );
  const list = rows.length > 0 ? `<ul>${rows.join("")}</ul>` : "<p>No payments yet.</p>";
  const back = portal.return_url ? `<p><a class="button" href="${escapeHtml(portal.return_url)}">Return</a></p>` : "";
  return wrapPage("Your payments", `${list}${back}`);
}

/** What `hosted_invoice_url` of an invoice shows. */
export function drawInvoice({ number, created, total, currency }: Stripe.Invoice): string {
  const facts = [
    ["Number", number ?? ""],
    ["Date", new Date(created * 1000).toISOString().slice(0, 10)],
    ["Paid", formatAmount(total, currency)],
  ];
  const rows = facts.map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  return wrapPage("Invoice", `<dl>${rows.join("")}</dl>`);
}

/** What `receipt_url` of a charge shows. */
export function drawReceipt(charge: Stripe.Charge): string {
  const facts = [
    ["Number", charge.id],
    ["Date", new Date(charge.created * 1000).toISOString().slice(0, 10)],
    ["Paid", formatAmount(charge.amount_captured, charge.currency)],
    ["Refunded", formatAmount(charge.amount_refunded, charge.currency)],
  ];
  const rows = facts.map(([name = "", value = ""]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  return wrapPage("Receipt", `<p>${escapeHtml(charge.description ?? "")}</p><dl>${rows.join("")}</dl>`);
}
