import type Stripe from "stripe";
import type { World } from "../world";
import { escapeHtml, formatAmount, layPage } from "./layout";

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
  return layPage("Your payments", `${list}${back}`);
}
