import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findChargeOf, sale, startTestFake, type TestFake, testSecret } from "../testing/start-test-fake";

let fake: TestFake;
let received: Stripe.Event[];
let answerStatus: number;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  // Throws on a signature that is not right: then the test's event never arrives.
  const signature = String(request.headers["stripe-signature"]);
  received.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, testSecret));
  response.writeHead(answerStatus).end();
});

beforeEach(async () => {
  [received, answerStatus] = [[], 200];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake = await startTestFake({ target: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
});
afterEach(async () => {
  await fake.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const types = () => received.map(({ type }) => type);
async function pay(): Promise<string> {
  const { id } = await fake.stripe.checkout.sessions.create(sale);
  await fake.control({ do: "pay", session: id });
  return id;
}

test("a payment is announced in signed events that the SDK accepts, each with the object as it was then", async () => {
  const session = await pay();
  await vi.waitFor(() => expect(types()).toContain("checkout.session.completed"));
  expect(types()).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);
  expect(received.at(-1)).toMatchObject({ livemode: false, data: { object: { id: session, payment_status: "paid" } } });
  expect(received[0]?.data.object).toMatchObject({ status: "requires_payment_method" });
});

test("withheld events are sent on request, as often and as shuffled as requested", async () => {
  await fake.control({ do: "delivery", withhold: true });
  await pay();
  const { data } = await fake.stripe.events.list();
  expect(received).toEqual([]);
  await fake.control({ do: "send", copies: 3, shuffle: true, parallel: true });
  expect(types().toSorted()).toEqual(data.flatMap(({ type }) => [type, type, type]).toSorted());
  const completed = data.find(({ type }) => type === "checkout.session.completed");
  const sent = await fake.control({ do: "send", events: [String(completed?.id)] });
  expect(sent.deliveries).toEqual([{ event: completed?.id, type: "checkout.session.completed", status: 200 }]);
});

test("every event is delivered as often as configured", async () => {
  await fake.control({ do: "delivery", copies: 2, shuffle: true, delayMs: 1 });
  await pay();
  await vi.waitFor(() => expect(received).toHaveLength(8));
});

test("an answer that is not 2xx is followed by another try", async () => {
  answerStatus = 500;
  await pay();
  await vi.waitFor(() => expect(received).toHaveLength(4));
  answerStatus = 200;
  await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(8), { timeout: 10_000 });
});

test("refunds and disputes are announced with the charge's sums", async () => {
  const { id: charge } = await findChargeOf(fake.stripe, await pay());
  await fake.stripe.refunds.create({ charge, amount: 100 });
  await fake.stripe.refunds.create({ charge, amount: 150 });
  const dispute = await fake.control({ do: "dispute", charge });
  await fake.control({ do: "close-dispute", dispute: String(dispute.id), status: "lost" });
  await vi.waitFor(() => expect(types()).toContain("charge.dispute.closed"));
  await vi.waitFor(() => expect(types().filter((type) => type === "charge.refunded")).toHaveLength(2));
  const refunded = received.filter(({ type }) => type === "charge.refunded");
  // Deliveries may overtake each other, so they are sorted by what they report.
  const sumOf = ({ data }: (typeof refunded)[number]) => Number(Object(data.object).amount_refunded);
  refunded.sort((a, b) => sumOf(a) - sumOf(b));
  expect(refunded.map(({ data }) => data)).toMatchObject([
    { object: { amount_refunded: 100 }, previous_attributes: { amount_refunded: 0 } },
    { object: { amount_refunded: 250 }, previous_attributes: { amount_refunded: 100 } },
  ]);
  const closed = received.find(({ type }) => type === "charge.dispute.closed");
  expect(closed?.data.object).toMatchObject({ charge, status: "lost" });
});
