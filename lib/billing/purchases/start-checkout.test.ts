import type Stripe from "stripe";
import { expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { TestBilling } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { openPortal } from "../stripe/open-portal";
import { findPurchaseOfUser } from "./find-purchase";
import { listPurchases } from "./list-purchases";
import { startCheckout } from "./start-checkout";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());

const origin = "http://studio.test";
const buy = (userId: string, packId = "fifty", deps = billing.deps) => startCheckout(deps, { userId, packId, origin });
const sessionsAtStripe = async () => (await billing.stripe.checkout.sessions.list({ limit: 100 })).data;

test("the session has the pack's price, says whose purchase it is and comes back to it", async () => {
  const { id: userId, email } = await createUserWithCredits(fresh.db, 0);
  const { url } = await buy(userId);
  const [session] = await sessionsAtStripe();
  const row = await fresh.db.purchase.findFirstOrThrow();
  expect(url).toBe(session?.url);
  expect(session).toMatchObject({
    mode: "payment",
    amount_total: 500,
    currency: "usd",
    client_reference_id: row.id,
    metadata: { purchaseId: row.id, userId, packId: "fifty", credits: "50" },
    success_url: `${origin}/console/billing/return?purchase=${row.id}`,
    cancel_url: `${origin}/console/billing/return?purchase=${row.id}&canceled=1`,
    automatic_tax: { enabled: false },
    allow_promotion_codes: false,
  });
  expect(row).toMatchObject({ userId, status: "open", credits: 50, priceCents: 500, stripeSessionId: session?.id });
  const customer = (await billing.stripe.customers.retrieve(String(session?.customer))) as Stripe.Customer;
  expect(customer).toMatchObject({ email, metadata: { userId } });
});

test("the way back from Stripe, also without paying, leads on to where the person came from", async () => {
  const { id: userId } = await createUserWithCredits(fresh.db, 0);
  const returnTo = "/workbench?job=job_1&x=a%20b";
  await startCheckout(billing.deps, { userId, packId: "fifty", origin, returnTo });
  const [session] = await sessionsAtStripe();
  for (const address of [session?.success_url, session?.cancel_url]) {
    const url = new URL(String(address));
    expect(url.origin + url.pathname).toBe(`${origin}/console/billing/return`);
    expect(url.searchParams.get("from")).toBe(returnTo);
  }
});

test("tax and promotion codes are the operator's switches", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  await buy(id, "fifty", { ...billing.deps, automaticTax: true, promotionCodes: true });
  expect(await sessionsAtStripe()).toMatchObject([{ automatic_tax: { enabled: true }, allow_promotion_codes: true }]);
});

test("an account has one customer, however often and however many at once it buys", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  await Promise.all(Array.from({ length: 5 }, () => buy(id)));
  await buy(id);
  const sessions = await sessionsAtStripe();
  expect(sessions).toHaveLength(6);
  expect(new Set(sessions.map(({ customer }) => customer)).size).toBe(1);
  expect((await billing.stripe.customers.list()).data).toHaveLength(1);
});

test("a customer that was deleted at Stripe is replaced", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  await buy(id);
  const first = (await fresh.db.user.findUniqueOrThrow({ where: { id } })).stripeCustomerId;
  await billing.stripe.customers.del(String(first));
  await buy(id);
  const second = (await fresh.db.user.findUniqueOrThrow({ where: { id } })).stripeCustomerId;
  expect(second).not.toBe(first);
  expect((await openPortal(billing.deps, id, origin)).url).toMatch(/^http/);
});

test("a pack that is not for sale is refused and leaves nothing, here and at Stripe", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  for (const packId of ["gold", "__proto__", "", "fifty "]) {
    await expect(buy(id, packId)).rejects.toMatchObject({ code: "pack_unknown" });
  }
  expect(await fresh.db.purchase.count()).toBe(0);
  expect(await sessionsAtStripe()).toEqual([]);
});

test("a price of the operator's catalog that is not the shown one sells nothing", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  const price = await billing.stripe.prices.create({
    currency: "usd",
    unit_amount: 499,
    product_data: { name: "Fifty" },
  });
  const packs = billing.deps.packs.map((pack) => ({ ...pack, stripePriceId: price.id }));
  await expect(buy(id, "fifty", { ...billing.deps, packs })).rejects.toMatchObject({ code: "payment_provider_error" });
  const right = packs.map((pack) => ({ ...pack, priceCents: 499 }));
  expect((await buy(id, "fifty", { ...billing.deps, packs: right })).url).toMatch(/^http/);
});

test("without keys nothing is sold, and no customer reads which are missing", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  const off = { ...billing.deps, stripe: null, webhookSecret: null };
  await expect(buy(id, "fifty", off)).rejects.toThrow(/^This studio takes no payments\.$/);
  await expect(buy(id, "fifty", { ...off, stripe: billing.stripe })).rejects.toMatchObject({ code: "payments_off" });
  await expect(openPortal(off, id, origin)).rejects.toMatchObject({ code: "payments_off" });
  expect(await fresh.db.purchase.count()).toBe(0);
});

test("Stripe down: told to try again, and the next attempt works", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  for (const fault of [503, "cut"] as const) {
    await billing.control({ do: "fail", times: 10, with: fault });
    const refused = {
      code: "payment_provider_error",
      message: expect.stringContaining("Nothing was charged. Try again."),
    };
    await expect(buy(id)).rejects.toMatchObject({ ...refused, retryAfterSeconds: 30 });
    await billing.control({ do: "fail", times: 0, with: 503 });
  }
  expect((await buy(id)).url).toMatch(/^http/);
  expect(await listPurchases(fresh.db, id)).toMatchObject([{ status: "open" }]);
});

test("a purchase is its owner's alone, by its id and by Stripe's", async () => {
  const owner = await billing.startPurchase();
  const other = await createUserWithCredits(fresh.db, 0);
  for (const id of [owner.purchaseId, owner.sessionId]) {
    expect(await findPurchaseOfUser(fresh.db, owner.userId, id)).toMatchObject({ id: owner.purchaseId });
    expect(await findPurchaseOfUser(fresh.db, other.id, id)).toBeNull();
  }
  expect(await listPurchases(fresh.db, other.id)).toEqual([]);
});
