import { events } from "../events/events";
import { customers } from "../objects/customers";
import { disputes } from "../objects/disputes";
import { payments } from "../objects/payments";
import { portals } from "../objects/portals";
import { prices } from "../objects/prices";
import { refunds } from "../objects/refunds";
import { sessions } from "../objects/sessions";
import type { Call } from "./call";

type Route = { method: string; path: RegExp; answer: (call: Call) => object };

const route = (method: string, path: string, answer: Route["answer"]): Route => ({
  method,
  path: new RegExp(`^/v1/${path.replace("{id}", "(?<id>[^/]+)")}$`),
  answer,
});

const routes: Route[] = [
  route("POST", "customers", customers.create),
  route("GET", "customers", customers.list),
  route("GET", "customers/{id}", customers.retrieve),
  route("POST", "customers/{id}", customers.update),
  route("DELETE", "customers/{id}", customers.remove),
  route("POST", "prices", prices.create),
  route("GET", "prices", prices.list),
  route("GET", "prices/{id}", prices.retrieve),
  route("POST", "checkout/sessions", sessions.create),
  route("GET", "checkout/sessions", sessions.list),
  route("GET", "checkout/sessions/{id}", sessions.retrieve),
  route("POST", "checkout/sessions/{id}/expire", sessions.expire),
  route("GET", "checkout/sessions/{id}/line_items", sessions.listLineItems),
  route("GET", "payment_intents", payments.listIntents),
  route("GET", "payment_intents/{id}", payments.retrieveIntent),
  route("GET", "charges", payments.listCharges),
  route("GET", "charges/{id}", payments.retrieveCharge),
  route("GET", "invoices/{id}", payments.retrieveInvoice),
  route("POST", "refunds", refunds.create),
  route("GET", "refunds", refunds.list),
  route("GET", "refunds/{id}", refunds.retrieve),
  route("GET", "disputes", disputes.list),
  route("GET", "disputes/{id}", disputes.retrieve),
  route("POST", "billing_portal/sessions", portals.create),
  route("GET", "events", events.list),
  route("GET", "events/{id}", events.retrieve),
];

/** The operation at this address, and the id in it. */
export function findRoute(method: string, path: string): (Pick<Route, "answer"> & { id: string }) | undefined {
  for (const { method: wanted, path: pattern, answer } of routes) {
    const match = wanted === method ? pattern.exec(path) : null;
    if (match) return { answer, id: decodeURIComponent(match.groups?.id ?? "") };
  }
  return undefined;
}
