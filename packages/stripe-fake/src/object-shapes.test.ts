import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChargeOf, sale, startTestFake, type TestFake } from "./testing/start-test-fake";

let fake: TestFake;
beforeAll(async () => {
  fake = await startTestFake();
});
afterAll(() => fake.stop());

type Keys = { all: Set<string>; required: Set<string> };

/** The keys of an interface in the types that Stripe publishes with its SDK. */
function readKeys(file: string, name: string): Keys {
  const at = path.resolve("node_modules/stripe/esm/resources", file);
  const source = ts.createSourceFile(at, readFileSync(at, "utf8"), ts.ScriptTarget.Latest);
  const found = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  const members = found && ts.isInterfaceDeclaration(found) ? found.members : [];
  const named = members.filter(ts.isPropertySignature).map((member) => ({
    key: (member.name as ts.Identifier).text,
    optional: member.questionToken !== undefined,
  }));
  const required = named.filter(({ optional }) => !optional);
  return { all: new Set(named.map(({ key }) => key)), required: new Set(required.map(({ key }) => key)) };
}

/** As it goes over the wire: the SDK adds nothing and hides nothing. */
async function readWire(address: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${fake.url}/v1/${address}`, { headers: { Authorization: "Bearer sk_test_tests" } });
  expect(answer.status, address).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

test("every object has all the keys that Stripe's have, and none of its own", async () => {
  const { stripe } = fake;
  const customer = await stripe.customers.create({ email: "a@example.org" });
  const session = await stripe.checkout.sessions.create({
    ...sale,
    customer: customer.id,
    invoice_creation: { enabled: true },
  });
  await fake.control({ do: "pay", session: session.id });
  const charge = await findChargeOf(stripe, session.id);
  const paid = await stripe.checkout.sessions.retrieve(session.id);
  const refund = await stripe.refunds.create({ charge: charge.id, amount: 1 });
  const dispute = await fake.control({ do: "dispute", charge: charge.id });
  const [event] = (await stripe.events.list({ type: "checkout.session.completed" })).data;
  const [item] = (await readWire(`checkout/sessions/${session.id}/line_items`)).data as Record<string, unknown>[];
  const portal = await stripe.billingPortal.sessions.create({ customer: customer.id });
  const objects: [string, string, Record<string, unknown>][] = [
    ["Customers.d.ts", "Customer", await readWire(`customers/${customer.id}`)],
    ["Checkout/Sessions.d.ts", "Session", await readWire(`checkout/sessions/${session.id}`)],
    ["PaymentIntents.d.ts", "PaymentIntent", await readWire(`payment_intents/${charge.payment_intent}`)],
    ["Charges.d.ts", "Charge", await readWire(`charges/${charge.id}`)],
    ["Invoices.d.ts", "Invoice", await readWire(`invoices/${paid.invoice}`)],
    ["Refunds.d.ts", "Refund", await readWire(`refunds/${refund.id}`)],
    ["Disputes.d.ts", "Dispute", await readWire(`disputes/${dispute.id}`)],
    ["Events.d.ts", "EventBase", await readWire(`events/${event?.id}`)],
    ["LineItems.d.ts", "LineItem", item ?? {}],
    ["Prices.d.ts", "Price", item?.price as Record<string, unknown>],
    ["BillingPortal/Sessions.d.ts", "Session", JSON.parse(JSON.stringify(portal))],
  ];
  for (const [file, name, object] of objects) {
    const { all, required } = readKeys(file, name);
    expect(required.size, file).toBeGreaterThan(5);
    const keys = Object.keys(object);
    expect(
      keys.filter((key) => !all.has(key)),
      `${name} has what Stripe's has not`,
    ).toEqual([]);
    expect(
      [...required].filter((key) => !keys.includes(key)),
      `${name} lacks`,
    ).toEqual([]);
  }
});
