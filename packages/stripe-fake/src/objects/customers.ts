import type Stripe from "stripe";
import { z } from "zod";
import { emitEvent } from "../events/emit-event";
import { type Call, fields, readParams } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError } from "../http/stripe-error";
import { newId, secondsOf, type World } from "../world";

const shape = {
  email: fields.text.optional(),
  name: fields.text.optional(),
  description: fields.text.optional(),
  metadata: fields.metadata.default({}),
} satisfies Partial<Record<keyof Stripe.CustomerCreateParams, z.ZodType>>;

/** A customer that is there and not deleted. `param` is the request parameter that names it. */
export function findCustomer(world: World, id: string, param?: string): Stripe.Customer {
  const customer = world.customers.get(id);
  if (!customer || customer.deleted) throw missingError("customer", id, param);
  return customer;
}

function create({ world, params }: Call): Stripe.Customer {
  const { email = null, name = null, description = null, metadata } = readParams(z.strictObject(shape), params);
  const customer: Stripe.Customer = {
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: secondsOf(world.now()),
    currency: null,
    default_source: null,
    delinquent: false,
    description,
    discount: null,
    email,
    invoice_prefix: newId("I").slice(2, 10).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata,
    name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  world.customers.set(customer.id, customer);
  emitEvent(world, "customer.created", customer);
  return customer;
}

function update({ world, id, params }: Call): Stripe.Customer {
  const { metadata, ...changed } = readParams(z.strictObject(shape), params);
  const customer = findCustomer(world, id);
  const { email = customer.email, name = customer.name, description = customer.description } = changed;
  Object.assign(customer, { email, name, description, metadata: { ...customer.metadata, ...metadata } });
  emitEvent(world, "customer.updated", customer);
  return customer;
}

function remove({ world, id }: Call): Stripe.DeletedCustomer {
  emitEvent(world, "customer.deleted", findCustomer(world, id));
  const gone: Stripe.DeletedCustomer = { id, object: "customer", deleted: true };
  world.customers.set(id, gone);
  return gone;
}

function list({ world, params }: Call) {
  const living = [...world.customers.values()].filter((one): one is Stripe.Customer => !one.deleted);
  return listPage("/v1/customers", living, params, ["email"]);
}

export const customers = {
  create,
  update,
  remove,
  list,
  /** A deleted customer is still returned, marked as deleted. */
  retrieve: ({ world, id }: Call) => world.customers.get(id) ?? findCustomer(world, id),
};
