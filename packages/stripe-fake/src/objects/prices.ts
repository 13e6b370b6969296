import Stripe from "stripe";
import { z } from "zod";
import { type Call, fields, readParams } from "../http/call";
import { listPage } from "../http/list-page";
import { missingError } from "../http/stripe-error";
import { newId, secondsOf, type World } from "../world";

const createSchema = z.strictObject({
  currency: fields.currency,
  unit_amount: fields.integer,
  product: fields.text.optional(),
  product_data: z.strictObject({ name: fields.text }).optional(),
  metadata: fields.metadata.default({}),
} satisfies Partial<Record<keyof Stripe.PriceCreateParams, z.ZodType>>);

/** A price as Stripe also makes one for every `price_data`; those are not active. */
export function makePrice(
  world: World,
  price: Pick<Stripe.Price, "currency" | "product" | "active"> & { cents: number },
) {
  const { cents, ...rest } = price;
  const made: Stripe.Price = {
    id: newId("price"),
    object: "price",
    billing_scheme: "per_unit",
    created: secondsOf(world.now()),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    recurring: null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: cents,
    unit_amount_decimal: Stripe.Decimal.from(cents),
    ...rest,
  };
  world.prices.set(made.id, made);
  return made;
}

export function findPrice(world: World, id: string, param?: string): Stripe.Price {
  const price = world.prices.get(id);
  if (!price) throw missingError("price", id, param);
  return price;
}

export const prices = {
  create({ world, params }: Call): Stripe.Price {
    const { currency, unit_amount: cents, product = newId("prod"), metadata } = readParams(createSchema, params);
    return Object.assign(makePrice(world, { currency, product, active: true, cents }), { metadata });
  },
  retrieve: ({ world, id }: Call) => findPrice(world, id),
  list: ({ world, params }: Call) => listPage("/v1/prices", world.prices.values(), params, ["currency"]),
};
