import type { Page } from "@playwright/test";
import { expect, test } from "../support/billing-test";
import { type Buyer, startFirstPurchase } from "../support/buy-pack";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";

const none = { available: 0, held: 0, purchased: 0 };
const headed = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible({ timeout: 30_000 });

let buyer: Buyer;
test.beforeEach(async ({ context, studio }) => {
  buyer = await startFirstPurchase(studio);
  await signInBrowser(context, studio, buyer.session);
});

test("a slow payment is shown as processing, and the credits come when it settles", async ({ page, stripe }) => {
  test.slow();
  await page.goto(buyer.payUrl);
  await page.getByRole("button", { name: /slow method/ }).click();
  await headed(page, "Your payment is being processed");
  expect(await buyer.readBalance()).toMatchObject(none);
  await stripe.control({ do: "settle", session: buyer.checkoutId, outcome: "succeeded" });
  await headed(page, "50 credits added");
  expect(await buyer.readBalance()).toMatchObject({ available: 50, purchased: 50 });
});

test("a slow payment that fails says so, charges nothing and leads to another try", async ({ page, stripe }) => {
  test.slow();
  await page.goto(buyer.payUrl);
  await page.getByRole("button", { name: /slow method/ }).click();
  await headed(page, "Your payment is being processed");
  await stripe.control({ do: "settle", session: buyer.checkoutId, outcome: "failed" });
  await headed(page, "The payment did not go through");
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
  expect(await buyer.readBalance()).toMatchObject(none);
});

test("who cancels comes back to a page that says nothing was bought", async ({ page }) => {
  await page.goto(buyer.payUrl);
  await page.getByRole("button", { name: "Cancel and go back" }).click();
  await headed(page, "You left the payment page");
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: /Starter, \$5\.00$/ })).toBeVisible();
  expect(await buyer.readBalance()).toMatchObject(none);
});

test("who came from elsewhere gets back there, paid or not, and no foreign address is followed", async ({
  page,
  stripe,
}) => {
  await page.goto("/console/billing?from=/console/jobs");
  await page.getByRole("button", { name: /Starter, \$5\.00$/ }).click();
  await page.getByRole("button", { name: "Cancel and go back" }).click();
  await headed(page, "You left the payment page");
  await expect(page.getByRole("link", { name: "Back to where you were" })).toHaveAttribute("href", "/console/jobs");
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  for (const from of [
    "//evil.example",
    "https://evil.example",
    "/%2f%2fevil.example",
    "/\\evil.example",
    "javascript:alert(1)",
  ]) {
    await page.goto(`/console/billing/return?purchase=${buyer.purchaseId}&from=${encodeURIComponent(from)}`);
    await headed(page, "50 credits added");
    await expect(page.getByRole("link", { name: "Back to your photos" })).toHaveAttribute("href", "/workbench");
    const answer = await buyer.session.send("POST", "/api/console/checkout", { packId: "starter", returnTo: from });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", param: "returnTo" } });
  }
});

test("who cancelled and pays in another window all the same gets the credits", async ({ page, stripe }) => {
  await page.goto(buyer.payUrl);
  await page.getByRole("button", { name: "Cancel and go back" }).click();
  await headed(page, "You left the payment page");
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  await expect.poll(async () => (await buyer.readBalance()).available).toBe(50);
  await page.reload();
  await headed(page, "50 credits added");
});

test("an expired payment page is told as expired", async ({ page, stripe }) => {
  await stripe.control({ do: "expire", session: buyer.checkoutId });
  await page.goto(`/console/billing/return?purchase=${buyer.purchaseId}`);
  await headed(page, "The payment page has expired");
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
});

test("coming back without having paid grants nothing, however often", async ({ page }) => {
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto(`/console/billing/return?purchase=${buyer.purchaseId}&session_id=${buyer.checkoutId}`);
    await headed(page, "Waiting for your payment");
  }
  expect(await buyer.readBalance()).toMatchObject(none);
  expect(await buyer.readPurchase()).toMatchObject({ status: "open", paidAt: null, receiptUrl: null });
});

test("another account's purchase is no purchase", async ({ page, context, studio }) => {
  await context.clearCookies();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto(`/console/billing/return?purchase=${buyer.purchaseId}`);
  await expect(page.getByText("There is no such purchase")).toBeVisible();
});
