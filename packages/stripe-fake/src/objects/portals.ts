import type Stripe from "stripe";
import { z } from "zod";
import { type Call, fields, readParams } from "../http/call";
import { newId, secondsOf } from "../world";
import { findCustomer } from "./customers";

const createSchema = z.strictObject({
  customer: fields.text,
  return_url: fields.address.optional(),
  configuration: fields.text.optional(),
  locale: fields.text.optional(),
} satisfies Partial<Record<keyof Stripe.BillingPortal.SessionCreateParams, z.ZodType>>);

export const portals = {
  create({ world, params }: Call): Stripe.BillingPortal.Session {
    const wanted = readParams(createSchema, params);
    const id = newId("bps");
    const session: Stripe.BillingPortal.Session = {
      id,
      object: "billing_portal.session",
      configuration: wanted.configuration ?? newId("bpc"),
      created: secondsOf(world.now()),
      customer: findCustomer(world, wanted.customer, "customer").id,
      customer_account: null,
      flow: null,
      livemode: false,
      locale: (wanted.locale as Stripe.BillingPortal.Session.Locale | undefined) ?? null,
      on_behalf_of: null,
      return_url: wanted.return_url ?? null,
      url: `${world.origin}/p/session/${id}`,
    };
    world.portals.set(id, session);
    return session;
  },
};
