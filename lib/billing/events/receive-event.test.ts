import { expect, test } from "vitest";
import { TestBilling, webhookSecret } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { receiveEvent } from "./receive-event";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());

const event = {
  id: "evt_1",
  object: "event",
  type: "checkout.session.completed",
  created: 1_780_000_000,
  livemode: false,
  data: { object: { object: "checkout.session", id: "cs_test_1", payment_status: "paid" } },
};
const body = JSON.stringify(event);
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;
const receive = (payload: string, signature: string | null) =>
  receiveEvent(billing.deps, Buffer.from(payload), signature);

test("a signed event is stored, once, with all it says", async () => {
  expect(await receive(body, billing.sign(body))).toBe("evt_1");
  expect(await receive(body, billing.sign(body))).toBe("evt_1");
  expect(await fresh.db.stripeEvent.findMany()).toMatchObject([
    { id: "evt_1", type: event.type, payload: event, createdAt: new Date(1_780_000_000_000), appliedAt: null },
  ]);
});

test("a NUL character in what a person typed at Stripe keeps no event out", async () => {
  const object = { ...event.data.object, customer_details: { name: "A\0da" } };
  const payload = JSON.stringify({ ...event, data: { object } });
  await receive(payload, billing.sign(payload));
  const [row] = await fresh.db.stripeEvent.findMany();
  expect(row?.payload).toMatchObject({ data: { object: { customer_details: { name: "Ada" } } } });
});

const signed = () => billing.sign(body);
test.each<[string, string, () => string | null]>([
  ["unsigned", body, () => null],
  ["with an empty signature", body, () => ""],
  ["with a signature that is none", body, () => "t=1,v1=00"],
  ["forged with another secret", body, () => billing.sign(body, { secret: `${webhookSecret}x` })],
  ["signed six minutes ago", body, () => billing.sign(body, { timestamp: secondsAgo(360) })],
  [
    "signed long ago under a fresh time",
    body,
    () => billing.sign(body, { timestamp: 1 }).replace("t=1,", `t=${secondsAgo(0)},`),
  ],
  ["altered by one character", body.replace("cs_test_1", "cs_test_2"), signed],
  ["with white space added", `${body} `, signed],
  ["with the signature in another scheme only", body, () => billing.sign(body).replace("v1=", "v0=")],
])("an event %s is refused and leaves no row", async (_what, payload, signature) => {
  await expect(receive(payload, signature())).rejects.toMatchObject({ code: "webhook_invalid" });
  expect(await fresh.db.stripeEvent.count()).toBe(0);
});

test.each([
  ["no JSON", "{"],
  ["no event", "[]"],
  ["without an id", JSON.stringify({ ...event, id: undefined })],
  ["of live mode while the key is a test key", JSON.stringify({ ...event, livemode: true })],
])("what is signed but %s is refused and leaves no row", async (_what, payload) => {
  await expect(receive(payload, billing.sign(payload))).rejects.toMatchObject({ code: "webhook_invalid" });
  expect(await fresh.db.stripeEvent.count()).toBe(0);
});

test("without a webhook secret nothing is taken, signed or not, not even with an empty secret", async () => {
  for (const secret of [null, ""]) {
    const open = { ...billing.deps, webhookSecret: secret };
    const receiving = receiveEvent(open, Buffer.from(body), billing.sign(body));
    await expect(receiving).rejects.toMatchObject({ code: "payments_off" });
  }
  expect(await fresh.db.stripeEvent.count()).toBe(0);
});
