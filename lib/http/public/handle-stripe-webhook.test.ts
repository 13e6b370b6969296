import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { workOnEvents } from "../../billing/events/work-on-events";
import { readBalance } from "../../credits/read-balance";
import { openQueue } from "../../queue/open-queue";
import { openTestBilling, type TestBilling } from "../../testing/billing";
import { createTestDatabase, type TestDatabase } from "../../testing/database";
import type { RequestContext } from "../route/endpoint";
import { handleStripeWebhook } from "./handle-stripe-webhook";

let fresh: TestDatabase;
let billing: TestBilling;
beforeAll(async () => {
  fresh = await createTestDatabase();
});
beforeEach(async () => {
  await fresh.clear();
  billing = await openTestBilling(fresh.db);
  const queue = await openQueue({ url: fresh.url, isServer: fresh.isServer, log: billing.deps.log });
  workOnEvents(queue, billing.deps);
  return async () => {
    await queue.stop({ graceMs: 5_000 });
    await billing.close();
  };
});
afterAll(() => fresh.close());

function post(body: string, signature: string | null, deps = billing.deps): Promise<Response> {
  const headers = signature === null ? undefined : { "Stripe-Signature": signature };
  const request = new NextRequest("http://studio.test/api/stripe/webhook", { method: "POST", body, headers });
  // The parts of the studio that this handler uses.
  const studio = { billing: deps, settings: { UPLOAD_TIMEOUT_SECONDS: 20 } };
  return handleStripeWebhook({ request, studio, log: deps.log } as unknown as RequestContext);
}

test("a signed event is answered 200 once it is stored, then applied, with its receipt", async () => {
  const { userId, purchaseId } = await billing.pay();
  for (const event of await billing.events()) {
    // Stripe sends indented JSON; the signature is over the bytes as they are.
    const body = JSON.stringify(event, null, 2);
    const answer = await post(body, billing.sign(body));
    expect([answer.status, await answer.json()]).toEqual([200, { received: true }]);
    expect(await fresh.db.stripeEvent.count({ where: { id: event.id } })).toBe(1);
  }
  await vi.waitFor(
    async () => {
      expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 50 });
      const row = await fresh.db.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
      expect(row.receiptUrl).toContain("/receipts/");
    },
    { timeout: 20_000 },
  );
});

test("a stored event is answered 200 also when applying it has to wait for Stripe", async () => {
  const { chargeId } = await billing.pay();
  await billing.control({ do: "dispute", charge: chargeId });
  const dispute = (await billing.events()).find(({ type }) => type === "charge.dispute.created");
  await billing.control({ do: "fail", times: 100, with: 503 });
  const body = JSON.stringify(dispute);
  expect((await post(body, billing.sign(body))).status).toBe(200);
  await vi.waitFor(async () => expect((await fresh.db.stripeEvent.findFirstOrThrow()).failure).toBeTruthy(), 20_000);
});

test("unsigned, or longer than any event: refused, and nothing is written", async () => {
  await expect(post("{}", null)).rejects.toMatchObject({ code: "webhook_invalid" });
  const long = JSON.stringify({ id: "evt_1", padding: "x".repeat(1024 * 1024) });
  await expect(post(long, billing.sign(long))).rejects.toMatchObject({ code: "webhook_invalid" });
  expect(await fresh.db.stripeEvent.count()).toBe(0);
});

test("without a webhook secret it takes nothing", async () => {
  const deps = { ...billing.deps, webhookSecret: null };
  await expect(post("{}", billing.sign("{}"), deps)).rejects.toMatchObject({ code: "payments_off" });
});
