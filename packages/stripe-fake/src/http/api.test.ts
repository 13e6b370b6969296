import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChargeOf, sale, startTestFake, type TestFake } from "../testing/start-test-fake";

let fake: TestFake;
let stripe: Stripe;
beforeAll(async () => {
  fake = await startTestFake();
  stripe = fake.stripe;
});
afterAll(() => fake.stop());

const create = (options?: Stripe.RequestOptions) => stripe.checkout.sessions.create(sale, options);

test("a live key is refused, as are no key and a wrong one", async () => {
  for (const key of ["sk_live_abc", "rk_live_abc", "pk_test_abc", "nonsense"]) {
    const refused = fake.connect(key).customers.list();
    await expect(refused, key).rejects.toMatchObject({ statusCode: 401, type: "StripeAuthenticationError" });
  }
  expect((await fetch(`${fake.url}/v1/customers`)).status).toBe(401);
});

test("a session is open and unpaid until somebody pays, and its charge has a receipt", async () => {
  const session = await create();
  expect(session).toMatchObject({ status: "open", payment_status: "unpaid", amount_total: 500, payment_intent: null });
  await fake.control({ do: "pay", session: session.id });
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["line_items"] });
  expect(paid).toMatchObject({ status: "complete", payment_status: "paid", url: null });
  expect(paid.line_items?.data[0]).toMatchObject({ quantity: 1, price: { unit_amount: 500 } });
  const charge = await findChargeOf(stripe, session.id);
  expect(charge).toMatchObject({ paid: true, amount: 500, metadata: sale.metadata, receipt_email: "a@example.org" });
  expect(await (await fetch(String(charge.receipt_url))).text()).toContain("$5.00");
});

test("the same idempotency key gives the same session; with other parameters it is refused", async () => {
  const options = { idempotencyKey: "key-1" };
  const [first, second] = [await create(options), await create(options)];
  expect(second.id).toBe(first.id);
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
  const other = stripe.checkout.sessions.create({ ...sale, client_reference_id: "other" }, options);
  await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

test("a parameter that is missing, unknown or wrong is named, and nothing is made", async () => {
  const before = (await stripe.checkout.sessions.list()).data.length;
  const attempts: [object, string][] = [
    [{ ...sale, success_url: undefined }, "success_url"],
    [{ ...sale, colour: "red" }, "colour"],
    [{ ...sale, line_items: [{ price: "price_none", quantity: 1 }] }, "line_items[0][price]"],
    [{ ...sale, line_items: [{ ...sale.line_items[0], quantity: 0 }] }, "line_items[0][quantity]"],
    [{ ...sale, customer: "cus_none" }, "customer"],
    [{ ...sale, mode: "subscription" }, "mode"],
  ];
  for (const [params, param] of attempts) {
    const made = stripe.checkout.sessions.create(params as Stripe.Checkout.SessionCreateParams);
    await expect(made).rejects.toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError", param });
  }
  expect((await stripe.checkout.sessions.list()).data.length).toBe(before);
});

test("an unknown id is 404, an unknown address too", async () => {
  await expect(stripe.checkout.sessions.retrieve("cs_none")).rejects.toMatchObject({
    code: "resource_missing",
    statusCode: 404,
  });
  await expect(stripe.coupons.list()).rejects.toMatchObject({ statusCode: 404 });
});

test("refunds add up on the charge and never exceed it", async () => {
  const session = await create();
  await fake.control({ do: "pay", session: session.id });
  const { id: charge } = await findChargeOf(stripe, session.id);
  await stripe.refunds.create({ charge, amount: 200 });
  await expect(stripe.refunds.create({ charge, amount: 301 })).rejects.toMatchObject({ param: "amount" });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 200, refunded: false });
  await stripe.refunds.create({ payment_intent: String((await stripe.charges.retrieve(charge)).payment_intent) });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 500, refunded: true });
  await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: "charge_already_refunded" });
});

test("a deleted customer can't buy any more; a new one can", async () => {
  const { id } = await stripe.customers.create({ email: "b@example.org", metadata: { userId: "u" } });
  expect((await stripe.checkout.sessions.create({ ...sale, customer: id })).customer).toBe(id);
  await stripe.customers.del(id);
  const refused = stripe.checkout.sessions.create({ ...sale, customer: id });
  await expect(refused).rejects.toMatchObject({ code: "resource_missing", param: "customer" });
  expect(await stripe.customers.retrieve(id)).toMatchObject({ deleted: true });
});

test("lists page newest first, filtered, and the SDK can walk them", async () => {
  const { id: customer } = await stripe.customers.create({ email: "c@example.org" });
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    made.unshift((await stripe.checkout.sessions.create({ ...sale, customer })).id);
  }
  const page = await stripe.checkout.sessions.list({ customer, limit: 2 });
  expect(page).toMatchObject({ has_more: true, data: [{ id: made[0] }, { id: made[1] }] });
  const walked: string[] = [];
  for await (const session of stripe.checkout.sessions.list({ customer, limit: 2 })) walked.push(session.id);
  expect(walked).toEqual(made);
  const future = Math.floor(Date.now() / 1000) + 3600;
  expect((await stripe.checkout.sessions.list({ customer, created: { gte: future } })).data).toEqual([]);
});

test("set to fail, it answers that status or cuts the connection, then works again", async () => {
  await fake.control({ do: "fail", times: 1, with: 503 });
  await expect(stripe.events.list()).rejects.toMatchObject({ statusCode: 503, type: "StripeAPIError" });
  // Several: the SDK itself tries again when a connection that it kept open is reset.
  await fake.control({ do: "fail", times: 9, with: "cut" });
  await expect(stripe.events.list()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  await fake.control({ do: "fail", times: 0, with: "cut" });
  await stripe.events.list();
});
