import type { IncomingMessage, ServerResponse } from "node:http";
import type Stripe from "stripe";
import { readText, sendHtml } from "../http/http-message";
import { declineSession, paySession, paySessionLater } from "../objects/pay-session";
import { findSession } from "../objects/sessions";
import type { World } from "../world";
import { drawCheckout, drawClosedCheckout } from "./checkout-page";
import { drawInvoice, drawPortal, drawReceipt } from "./customer-pages";
import { wrapPage } from "./layout";

function goTo(response: ServerResponse, session: Stripe.Checkout.Session, address: string | null): void {
  const location = (address ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
  response.writeHead(303, { Location: location, "Cache-Control": "no-store" }).end();
}

async function answerCheckout(
  world: World,
  session: Stripe.Checkout.Session,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (session.status !== "open") return sendHtml(response, 410, drawClosedCheckout(session));
  if (request.method !== "POST") return sendHtml(response, 200, drawCheckout(world, session));
  const choice = new URLSearchParams(await readText(request)).get("choice");
  if (choice === "cancel") return goTo(response, session, session.cancel_url);
  if (choice === "pay") return goTo(response, paySession(world, session.id), session.success_url);
  if (choice === "later") return goTo(response, paySessionLater(world, session.id), session.success_url);
  if (choice === "decline") {
    declineSession(world, session.id);
    return sendHtml(response, 200, drawCheckout(world, session, "The card was declined. Nothing was paid."));
  }
  sendHtml(response, 400, drawCheckout(world, session, "Choose one of the buttons."));
}

/** The pages people see: checkout, receipt, invoice, portal. */
export async function answerPage(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, id = ""] = /\/([^/?]+)(?:\?.*)?$/.exec(request.url ?? "") ?? [];
  const path = request.url ?? "/";
  if (path.startsWith("/c/pay/") && world.sessions.has(id)) {
    return answerCheckout(world, findSession(world, id), request, response);
  }
  const charge = path.startsWith("/receipts/") ? world.charges.get(id) : undefined;
  if (charge) return sendHtml(response, 200, drawReceipt(charge));
  const invoice = path.startsWith("/invoices/") ? world.invoices.get(id) : undefined;
  if (invoice) return sendHtml(response, 200, drawInvoice(invoice));
  const portal = path.startsWith("/p/session/") ? world.portals.get(id) : undefined;
  if (portal) return sendHtml(response, 200, drawPortal(world, portal));
  sendHtml(response, 404, wrapPage("Nothing here", "<p>The stand-in forgets everything when it is restarted.</p>"));
}
