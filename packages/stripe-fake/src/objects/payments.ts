import type Stripe from "stripe";
import type { Call } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError } from "../http/stripe-error";
import type { World } from "../world";

export function findIntent(world: World, id: string, param?: string): Stripe.PaymentIntent {
  const intent = world.intents.get(id);
  if (!intent) throw missingError("payment_intent", id, param);
  return intent;
}

export function findCharge(world: World, id: string, param?: string): Stripe.Charge {
  const charge = world.charges.get(id);
  if (!charge) throw missingError("charge", id, param);
  return charge;
}

function findInvoice(world: World, id: string): Stripe.Invoice {
  const invoice = world.invoices.get(id);
  if (!invoice) throw missingError("invoice", id);
  return invoice;
}

export const payments = {
  retrieveInvoice: ({ world, id }: Call) => findInvoice(world, id),
  retrieveIntent: ({ world, id }: Call) => findIntent(world, id),
  listIntents: ({ world, params }: Call) =>
    listPage("/v1/payment_intents", world.intents.values(), params, ["customer"]),
  retrieveCharge: ({ world, id }: Call) => findCharge(world, id),
  listCharges: ({ world, params }: Call) =>
    listPage("/v1/charges", world.charges.values(), params, ["customer", "payment_intent"]),
};
