import type { Page } from "@playwright/test";
import { callColorize } from "../support/call-colorize";
import { expectAccessible } from "../support/expect-accessible";
import { smallPhoto } from "../support/photos";
import { createAccount, runAdmin } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

test("without Stripe's keys a customer reads what a photo costs and whom to ask, the operator also what to set", async ({
  page,
  context,
  studio,
}) => {
  await page.goto("/pricing");
  await expect(page.getByText("This studio takes no payments", { exact: false })).toBeVisible();
  await expect(page.getByText("1 credit", { exact: true })).toBeVisible();
  await expect(page.getByRole("listitem", { name: "Starter" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^Buy/ })).toHaveCount(0);
  const account = await createAccount(studio, { credits: 3 });
  await signInBrowser(context, studio, account);
  for (const address of ["/console", "/console/billing"]) {
    await page.goto(address);
    await expect(page.getByText("the person who runs this studio", { exact: false }).first()).toBeVisible();
    await expect(page.getByText(/STRIPE_|npm run/)).toHaveCount(0);
  }
  await expect(page.getByRole("button", { name: /^Buy/ })).toHaveCount(0);
  expect((await runAdmin(studio, "make-operator", account.email)).code).toBe(0);
  await page.reload();
  await expect(page.getByText(/STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set/)).toBeVisible();
  await expectAccessible(page);
});

test("the low-credit notice warns in header and console once few enough are left, and stops when it is turned off", async ({
  page,
  context,
  studio,
}) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 3 }));
  await page.goto("/console/billing");
  const chip = page.getByRole("banner").getByRole("link", { name: /3 credits/ });
  await expect(chip).toHaveAccessibleName("3 credits");
  const field = page.getByLabel("Warn me when this many credits are left");
  await field.fill("many");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "whole number" })).toBeVisible();
  await field.fill("3");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("On. The studio warns you when 3 credits or fewer are left.")).toBeVisible();
  await expect(chip).toHaveAccessibleName(/running low/);
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Jobs" }).click();
  await expect(page.getByText("Only 3 credits left.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "How to get more" }).click();
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByText("Turned off")).toBeVisible();
  await page.goto("/console/jobs");
  await expect(page.getByText("Only 3 credits left.")).toHaveCount(0);
});

test("the ledger has one row for a photo, under its name, is narrowed by the address, and comes as CSV", async ({
  page,
  context,
  studio,
}) => {
  const account = await createAccount(studio, { credits: 5 });
  expect((await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" })).status).toBe(200);
  await signInBrowser(context, studio, account);
  await page.goto("/console/billing?kind=photo");
  const ledger = page.getByRole("region", { name: "Ledger", exact: true }).getByRole("table");
  await expect(ledger.getByRole("row")).toHaveCount(2);
  await expect(ledger.getByRole("row", { name: /Charged/ })).toContainText(/−1\s*4/);
  await page.getByLabel("Kind of change").selectOption({ label: "Everything" });
  await expect(page).not.toHaveURL(/kind/);
  await expect(ledger.getByRole("row", { name: /Granted/ })).toContainText(/\+5\s*5/);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

const purchase = {
  id: "pur_1",
  packId: "starter",
  packName: "Starter",
  credits: 50,
  priceCents: 500,
  currency: "usd",
  status: "open",
  receiptUrl: null,
  invoiceUrl: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  paidAt: null,
  refundedCents: 0,
};

/** Answers for a purchase whose state the test decides: a payment that takes a bank days cannot be waited for. */
async function answerPurchase(page: Page, change: () => object): Promise<() => number> {
  let requests = 0;
  await page.route("**/api/console/purchases/pur_1", (route) => {
    requests += 1;
    return route.fulfill({ json: { ...purchase, ...change() } });
  });
  return () => requests;
}

test("the return page follows the purchase and stops polling once it has ended", async ({
  page,
  context,
  studio,
  account,
}) => {
  let change: object = {};
  const countRequests = await answerPurchase(page, () => change);
  await page.clock.install();
  await signInBrowser(context, studio, account);
  await page.goto("/console/billing/return?purchase=pur_1");
  await expect(page.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  change = { status: "paid", paidAt: "2026-01-01T00:01:00.000Z", receiptUrl: "https://pay.stripe.test/receipt" };
  await expect(page.getByRole("status").getByRole("heading", { name: "50 credits added" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Receipt/ })).toHaveAttribute("href", "https://pay.stripe.test/receipt");
  const last = countRequests();
  await page.clock.fastForward("10:00");
  expect(countRequests()).toBe(last);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Back to your photos" }).click();
  await expect(page).toHaveURL(/\/workbench$/);
});

for (const [status, title] of [
  ["processing", "Your payment is being processed"],
  ["expired", "The payment page has expired"],
  ["failed", "The payment did not go through"],
  ["disputed", "This payment is disputed"],
] as const) {
  test(`a purchase that is ${status} is explained on the return page, with a next step`, async ({
    page,
    context,
    studio,
    account,
  }) => {
    await answerPurchase(page, () => ({ status }));
    await signInBrowser(context, studio, account);
    await page.goto("/console/billing/return?purchase=pur_1");
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(/credits added/)).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
    await expectAccessible(page);
  });
}

test("somebody who pressed Back on Stripe's page reads that nothing was charged", async ({
  page,
  context,
  studio,
  account,
}) => {
  await answerPurchase(page, () => ({}));
  await signInBrowser(context, studio, account);
  await page.goto("/console/billing/return?purchase=pur_1&canceled=1");
  await expect(page.getByText("Starter was not bought, and you were not charged.")).toBeVisible();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page).toHaveURL(/\/console\/billing\?pack=starter/);
});

test("another person's purchase is none", async ({ page, context, studio, account }) => {
  await signInBrowser(context, studio, account);
  await page.goto("/console/billing/return?purchase=pur_of_somebody_else");
  await expect(page.getByText("There is no such purchase")).toBeVisible();
  await expectAccessible(page);
});
