import { expect, test } from "vitest";
import { TestBilling } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { listPurchases } from "../purchases/list-purchases";
import { fetchMissingReceipts, fetchReceipt } from "./fetch-receipt";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());

const deliverAll = async () => {
  for (const event of await billing.events()) await billing.deliver(event);
};

test("a paid purchase is listed with Stripe's receipt and invoice, and both addresses open", async () => {
  const { userId, purchaseId } = await billing.pay();
  await deliverAll();
  await fetchReceipt(billing.deps, purchaseId);
  const [purchase] = await listPurchases(fresh.db, userId);
  expect(await (await fetch(String(purchase?.receiptUrl))).text()).toContain("Receipt");
  expect(await (await fetch(String(purchase?.invoiceUrl))).text()).toContain("$5.00");
});

test("one is not fetched before it is paid, and Stripe being down costs only time", async () => {
  const { userId, purchaseId } = await billing.startPurchase();
  await fetchReceipt(billing.deps, purchaseId);
  expect(await listPurchases(fresh.db, userId)).toMatchObject([{ receiptUrl: null, invoiceUrl: null }]);
  const paid = await billing.pay();
  await deliverAll();
  await billing.control({ do: "fail", times: 10, with: 503 });
  await fetchReceipt(billing.deps, paid.purchaseId);
  expect(await listPurchases(fresh.db, paid.userId)).toMatchObject([{ receiptUrl: null, invoiceUrl: null }]);
  await billing.control({ do: "fail", times: 0, with: 503 });
  await fetchMissingReceipts(billing.deps);
  expect(await listPurchases(fresh.db, paid.userId)).toMatchObject([
    { receiptUrl: expect.stringContaining("/receipts/"), invoiceUrl: expect.stringContaining("/invoices/in_") },
  ]);
});
