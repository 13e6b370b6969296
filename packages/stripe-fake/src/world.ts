import { randomBytes } from "node:crypto";
import type Stripe from "stripe";

/** What a session hands to its payment. Stripe does not show it until the payment exists. */
export type PaymentPlan = { metadata: Record<string, string>; receiptEmail: string | null; description: string | null };

/** Everything the stand-in remembers; gone when it ends. */
export type World = {
  /** `http://127.0.0.1:PORT`, where its pages are. */
  origin: string;
  now(): Date;
  customers: Map<string, Stripe.Customer | Stripe.DeletedCustomer>;
  prices: Map<string, Stripe.Price>;
  sessions: Map<string, Stripe.Checkout.Session>;
  lineItems: Map<string, Stripe.LineItem[]>;
  plans: Map<string, PaymentPlan>;
  intents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  invoices: Map<string, Stripe.Invoice>;
  refunds: Map<string, Stripe.Refund>;
  disputes: Map<string, Stripe.Dispute>;
  portals: Map<string, Stripe.BillingPortal.Session>;
  events: Map<string, Stripe.Event>;
  /** Called with every new event, in the order in which they happen. */
  onEvent(event: Stripe.Event): void;
};

export function createWorld({ now }: { now: () => Date }): World {
  return {
    origin: "",
    now,
    customers: new Map(),
    prices: new Map(),
    sessions: new Map(),
    lineItems: new Map(),
    plans: new Map(),
    intents: new Map(),
    charges: new Map(),
    invoices: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    portals: new Map(),
    events: new Map(),
    onEvent: () => {},
  };
}

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`;
/** Seconds since 1970, as every time of Stripe's API is. */
export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Any object by its id, for `expand`. */
export function findObject(world: World, id: string): object | undefined {
  const { customers, prices, sessions, intents, charges, invoices, refunds, disputes } = world;
  for (const kind of [customers, prices, sessions, intents, charges, invoices, refunds, disputes]) {
    const found = kind.get(id);
    if (found) return found;
  }
  return undefined;
}
