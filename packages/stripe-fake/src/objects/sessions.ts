import type Stripe from "stripe";
import { emitEvent } from "../events/emit-event";
import { type Call, readParams } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError, StripeError } from "../http/stripe-error";
import { newId, secondsOf, type World } from "../world";
import { findCustomer } from "./customers";
import { makeSession } from "./make-session";
import { findPrice, makePrice } from "./prices";
import { type SessionParams, sessionParams } from "./session-params";

const minimumSeconds = 30 * 60;
const maximumSeconds = 24 * 60 * 60;

function makeLineItem(world: World, item: SessionParams["line_items"][number], at: number): Stripe.LineItem {
  const data = item.price_data;
  const product = () => data?.product ?? newId("prod");
  const price = data
    ? makePrice(world, { currency: data.currency, product: product(), active: false, cents: data.unit_amount })
    : findPrice(world, item.price ?? "", `line_items[${at}][price]`);
  const total = (price.unit_amount ?? 0) * item.quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: price.currency,
    description: data?.product_data?.name ?? null,
    metadata: {},
    price,
    quantity: item.quantity,
  };
}

function checkTogether(world: World, params: SessionParams): void {
  if (params.customer && params.customer_email) {
    throw new StripeError(400, "You may only specify one of these parameters: customer, customer_email.");
  }
  if (params.customer_update && !params.customer) {
    throw new StripeError(400, "`customer_update` can only be used with `customer`.", { param: "customer_update" });
  }
  if (params.automatic_tax.enabled && params.customer && params.customer_update?.address !== "auto") {
    const message = "Automatic tax needs the customer's address: set `customer_update[address]` to `auto`.";
    throw new StripeError(400, message, { code: "customer_tax_location_invalid" });
  }
  const life = params.expires_at === undefined ? minimumSeconds : params.expires_at - secondsOf(world.now());
  if (life < minimumSeconds - 60 || life > maximumSeconds + 60) {
    throw new StripeError(400, "`expires_at` has to be between 30 minutes and 24 hours from now.", {
      param: "expires_at",
    });
  }
}

function create({ world, params }: Call): Stripe.Checkout.Session {
  const wanted = readParams(sessionParams, params);
  checkTogether(world, wanted);
  const customer = wanted.customer ? findCustomer(world, wanted.customer, "customer") : null;
  const items = wanted.line_items.map((item, at) => makeLineItem(world, item, at));
  const currency = items[0]?.currency ?? "usd";
  if (items.some((item) => item.currency !== currency)) {
    throw new StripeError(400, "All line items must have the same currency.", { param: "line_items" });
  }
  const amount = items.reduce((sum, item) => sum + item.amount_total, 0);
  const session = makeSession(world, wanted, { customer, amount, currency });
  world.lineItems.set(session.id, items);
  const { metadata, receipt_email: receiptEmail = null, description = null } = wanted.payment_intent_data;
  world.plans.set(session.id, { metadata, receiptEmail, description });
  return session;
}

/** The session, expired first when its time is over. */
export function findSession(world: World, id: string): Stripe.Checkout.Session {
  const session = world.sessions.get(id);
  if (!session) throw missingError("checkout.session", id);
  if (session.status === "open" && session.expires_at <= secondsOf(world.now())) expireSession(world, session);
  return session;
}

export function expireSession(world: World, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  if (session.status !== "open") {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`;
    throw new StripeError(400, message);
  }
  Object.assign(session, { status: "expired", url: null });
  emitEvent(world, "checkout.session.expired", session);
  return session;
}

function list({ world, params }: Call) {
  const all = [...world.sessions.keys()].map((id) => findSession(world, id));
  return listPage("/v1/checkout/sessions", all, params, ["customer", "payment_intent", "status"]);
}

export const sessions = {
  create,
  list,
  retrieve: ({ world, id }: Call) => findSession(world, id),
  expire: ({ world, id }: Call) => expireSession(world, findSession(world, id)),
  listLineItems({ world, id, params }: Call) {
    const items = world.lineItems.get(findSession(world, id).id) ?? [];
    return listPage(`/v1/checkout/sessions/${id}/line_items`, [...items].reverse(), params);
  },
};
