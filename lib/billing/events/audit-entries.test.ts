import { expect, test } from "vitest";
import { TestBilling } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());

const deliverAll = async () => {
  for (const event of await billing.events()) await billing.deliver(event);
};
const readEntries = async (userId: string) => {
  const entries = await fresh.db.auditEntry.findMany({ where: { userId }, orderBy: [{ at: "asc" }] });
  return entries.map(({ action, actor, details }) => ({ action, actor, details }));
};

test("what is bought, paid back and disputed is in the audit log, once however often Stripe tells it", async () => {
  const { userId, purchaseId, chargeId } = await billing.pay();
  await deliverAll();
  const dispute = await billing.control<{ id: string }>({ do: "dispute", charge: chargeId });
  await deliverAll();
  await billing.control({ do: "close-dispute", dispute: dispute.id, status: "won" });
  await deliverAll();
  await billing.stripe.refunds.create({ charge: chargeId, amount: 100 });
  await deliverAll();
  await deliverAll();
  expect(await readEntries(userId)).toEqual([
    { action: "checkout_started", actor: "owner", details: { pack: "Fifty", credits: 50 } },
    { action: "purchase_paid", actor: "studio", details: { credits: 50, cents: 500, currency: "usd" } },
    { action: "purchase_disputed", actor: "studio", details: { dispute: "opened" } },
    { action: "purchase_disputed", actor: "studio", details: { dispute: "over" } },
    { action: "purchase_refunded", actor: "studio", details: { credits: 10, cents: 100 } },
  ]);
  expect(await fresh.db.auditEntry.count({ where: { userId, target: purchaseId } })).toBe(5);
});

test("a checkout that Stripe refuses is in the log as begun, and nothing as paid", async () => {
  await billing.control({ do: "fail", times: 20, with: 500 });
  await expect(billing.startPurchase()).rejects.toMatchObject({ code: "payment_provider_error" });
  await billing.control({ do: "fail", times: 0, with: 500 });
  const actions = (await fresh.db.auditEntry.findMany()).map(({ action }) => action);
  expect(actions).toEqual(["checkout_started"]);
});
