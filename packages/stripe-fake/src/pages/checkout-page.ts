import type Stripe from "stripe";
import type { World } from "../world";
import { escapeHtml, formatAmount, wrapPage } from "./layout";

/** The page people pay at: pays, is refused, pays with something slow, or goes back. */
export function drawCheckout(world: World, session: Stripe.Checkout.Session, problem?: string): string {
  const items = world.lineItems.get(session.id) ?? [];
  const lines = items.map(
    ({ description, quantity, amount_total: total, currency }) =>
      `<dt>${escapeHtml(description ?? "Item")}${quantity === 1 ? "" : ` × ${quantity}`}</dt>` +
      `<dd>${formatAmount(total, currency)}</dd>`,
  );
  const email = session.customer_details?.email;
  const cancel = session.cancel_url ? '<button name="choice" value="cancel">Cancel and go back</button>' : "";
  return wrapPage(
    items[0]?.description ?? "Payment",
    `<p class="amount">${formatAmount(session.amount_total, session.currency)}</p>
<dl>${lines.join("")}${email ? `<dt>Email</dt><dd>${escapeHtml(email)}</dd>` : ""}</dl>
${problem ? `<p class="problem" role="alert">${escapeHtml(problem)}</p>` : ""}
<form method="post" action="/c/pay/${escapeHtml(session.id)}">
<button class="main" name="choice" value="pay">Pay ${formatAmount(session.amount_total, session.currency)}</button>
<button name="choice" value="later">Pay with a slow method (settles later)</button>
<button name="choice" value="decline">Let the card be declined</button>
${cancel}</form>`,
  );
}

/** What is at the address of a session that can't be paid any more. */
export function drawClosedCheckout(session: Stripe.Checkout.Session): string {
  const text = session.status === "expired" ? "This page has expired." : "This has been paid already.";
  const back = session.cancel_url
    ? `<p><a class="button" href="${escapeHtml(session.cancel_url)}">Go back</a></p>`
    : "";
  return wrapPage("Nothing to pay here", `<p>${text}</p>${back}`);
}
