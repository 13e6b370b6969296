import { expect, test } from "vitest";
import { chargeSchema, disputeSchema, eventSchema, sessionSchema } from "./stripe-objects";

const session = { object: "checkout.session", id: "cs_1", payment_status: "paid" };
const charge = {
  ...{ object: "charge", id: "ch_1", amount: 500, amount_refunded: 0 },
  ...{ captured: true, status: "succeeded" },
};
const dispute = { object: "dispute", id: "dp_1", amount: 500, charge: "ch_1", status: "needs_response" };
const event = { id: "evt_1", type: "charge.refunded", created: 1, livemode: false, data: { object: charge } };

test("an id is read alike whether Stripe sends it alone or as the whole object", () => {
  const whole = { id: "pi_1", object: "payment_intent", amount: 500 };
  expect(sessionSchema.parse({ ...session, payment_intent: "pi_1" }).payment_intent).toBe("pi_1");
  expect(sessionSchema.parse({ ...session, payment_intent: whole }).payment_intent).toBe("pi_1");
  expect(disputeSchema.parse({ ...dispute, charge: { id: "ch_1" }, payment_intent: whole })).toMatchObject({
    charge: "ch_1",
    payment_intent: "pi_1",
  });
});

test("what Stripe leaves out or sends as null is none, not an error", () => {
  expect(sessionSchema.parse(session).payment_intent).toBeUndefined();
  const empty = { payment_intent: null, receipt_url: null, metadata: null };
  expect(chargeSchema.parse({ ...charge, ...empty })).toMatchObject(empty);
});

test.each([
  ["a charge that is no charge", () => chargeSchema.parse({ ...charge, object: "refund" })],
  ["a negative sum", () => chargeSchema.parse({ ...charge, amount_refunded: -1 })],
  ["a sum with a fraction", () => chargeSchema.parse({ ...charge, amount: 4.5 })],
  ["a sum that is text", () => disputeSchema.parse({ ...dispute, amount: "500" })],
  ["a charge that does not say whether it was captured", () => chargeSchema.parse({ ...charge, captured: undefined })],
  ["a session that does not say whether it is paid", () => sessionSchema.parse({ ...session, payment_status: null })],
  ["an event with another kind of id", () => eventSchema.parse({ ...event, id: "ch_1" })],
  ["an event that does not say whether it is live", () => eventSchema.parse({ ...event, livemode: undefined })],
  ["an event without an object", () => eventSchema.parse({ ...event, data: {} })],
])("%s is refused: no credits move by it", (_what, parse) => {
  expect(parse).toThrow();
});

test("an event is kept whole, with what is not read today", () => {
  const more = { ...event, api_version: "2026-10-28.endive", data: { object: charge, previous_attributes: { a: 1 } } };
  expect(eventSchema.parse(more)).toEqual(more);
});
