import { expect, test } from "vitest";
import { createPurchase, createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { systemClock } from "../../clock/clock";
import { type PurchaseStatus, purchaseStatuses } from "../../contract/billing";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { inTransaction } from "../../db/client";
import { createLog } from "../../log/log";
import { setUpDatabase } from "../../testing/set-up";
import type { BillingDeps } from "../billing-deps";
import { readBillingStatus } from "../billing-status";
import { handledEventTypes, readChange, readSession } from "./read-change";

const fresh = setUpDatabase();
const deps = (): BillingDeps => ({
  ...{ db: fresh.db, clock: systemClock, log: createLog("silent"), stripe: null, webhookSecret: null },
  ...{ testMode: true, automaticTax: false, promotionCodes: false },
  packs: [{ id: "one", name: "One", credits: 10, priceCents: 100, currency: "eur", stripePriceId: "price_1" }],
});
const sessionOf = (id: string, payment_status = "unpaid") => ({
  ...{ object: "checkout.session", id: "cs_1", payment_status, amount_total: 500, payment_intent: null },
  metadata: { purchaseId: id },
});

/** A purchase of 50 credits in a state that its checkout led to; what was paid once has its time. */
async function purchaseIn(status: PurchaseStatus) {
  const { id: userId } = await createUserWithCredits(fresh.db, 0);
  const id = await createPurchase(fresh.db, userId, 50);
  const wasPaid = ["paid", "refunded", "partly_refunded", "disputed"].includes(status);
  await fresh.db.purchase.update({ where: { id }, data: { status, paidAt: wasPaid ? new Date() : null } });
  return { id, userId };
}
const statusOf = async (id: string) => (await fresh.db.purchase.findUniqueOrThrow({ where: { id } })).status;

/** What a session that is not paid makes of a purchase, by the state it is in; in every other state nothing. */
const follows: Record<"processing" | "failed" | "expired", PurchaseStatus[]> = {
  processing: ["open", "canceled"],
  failed: ["open", "canceled", "processing"],
  expired: ["open", "canceled"],
};

test.each(["processing", "failed", "expired"] as const)(
  "a session told as %s changes a purchase that still waits for it, and never one that is past that, least of all a paid one",
  async (told) => {
    for (const before of purchaseStatuses) {
      const { id, userId } = await purchaseIn(before);
      await inTransaction(fresh.db, readSession(deps(), sessionOf(id), told));
      expect(await statusOf(id), `${before}, then ${told}`).toBe(follows[told].includes(before) ? told : before);
      expect((await readBalance(fresh.db, userId)).available).toBe(0);
    }
  },
);

test("a free checkout and a payment status nobody knows bring no credits; only paid does, once", async () => {
  const { id, userId } = await purchaseIn("open");
  const tell = (status: string) => inTransaction(fresh.db, readSession(deps(), sessionOf(id, status), "processing"));
  for (const status of ["no_payment_required", "unpaid", "settled"]) await tell(status);
  expect((await readBalance(fresh.db, userId)).available).toBe(0);
  expect(await tell("paid")).toBe(id);
  expect(await tell("paid")).toBe(id);
  expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 50, purchased: 50 });
  expect(await statusOf(id)).toBe("paid");
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("an event of no concern, and one about somebody else's purchase, change nothing", async () => {
  const { id } = await purchaseIn("open");
  const event = { id: "evt_1", created: 1, livemode: false };
  const other = { ...event, type: "invoice.paid", data: { object: sessionOf(id, "paid") } };
  expect(handledEventTypes).not.toContain(other.type);
  expect(await inTransaction(fresh.db, await readChange(deps(), other))).toBeNull();
  const foreign = { ...event, type: "checkout.session.completed", data: { object: sessionOf("pur_foreign", "paid") } };
  expect(await inTransaction(fresh.db, await readChange(deps(), foreign))).toBeNull();
  expect(await statusOf(id)).toBe("open");
});

test("a charge that was let go before it was captured takes nothing back", async () => {
  const charge = {
    ...{ object: "charge", id: "ch_1", amount: 500, amount_refunded: 500, captured: false, status: "succeeded" },
    ...{ payment_intent: null, metadata: { purchaseId: (await purchaseIn("open")).id } },
  };
  const event = { id: "evt_1", type: "charge.refunded", created: 1, livemode: false, data: { object: charge } };
  expect(await inTransaction(fresh.db, await readChange(deps(), event))).toBeNull();
  expect(await fresh.db.creditMovement.count()).toBe(0);
});

test("the billing page gets the packs without the operator's own Stripe prices, and the user's own threshold", async () => {
  const { id } = await createUserWithCredits(fresh.db, 7);
  await fresh.db.user.update({ where: { id }, data: { lowCreditThreshold: 5 } });
  const status = await readBillingStatus(deps(), id);
  expect(status).toMatchObject({ enabled: false, balance: { available: 7, granted: 7 }, lowCreditThreshold: 5 });
  expect(status.packs).toEqual([{ id: "one", name: "One", credits: 10, priceCents: 100, currency: "eur" }]);
});
