import { expect, test } from "../support/billing-test";
import { startFirstPurchase } from "../support/buy-pack";
import { createAccount, runAdmin } from "../support/run-admin";
import { signIn, signInBrowser } from "../support/sign-in";
import { endStudio, startStudio } from "../support/start-studio";

test.afterEach(({ stripe }) => stripe.control({ do: "fail", times: 0, with: "cut" }));

test("Stripe down: the page says so and offers another try, which works", async ({ page, context, studio, stripe }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto("/console/billing");
  await stripe.control({ do: "fail", times: 1000, with: "cut" });
  await page.getByRole("button", { name: /Starter, \$5\.00$/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was charged" })).toBeVisible({ timeout: 30_000 });
  await stripe.control({ do: "fail", times: 0, with: "cut" });
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Pay $5.00" }).click();
  await expect(page.getByRole("heading", { name: "50 credits added" })).toBeVisible({ timeout: 20_000 });
});

for (const fault of ["cut", 500, 503, 429] as const) {
  test(`Stripe answers ${fault} → 502 with when to come back, and the rest works`, async ({ studio, stripe }) => {
    const account = await createAccount(studio, { credits: 3 });
    const session = await signIn(studio, account);
    await stripe.control({ do: "fail", times: 1000, with: fault });
    const answer = await session.send("POST", "/api/console/checkout", { packId: "starter" });
    expect(answer).toMatchObject({ status: 502, body: { code: "payment_provider_error", creditsCharged: 0 } });
    const billing = await session.send("GET", "/api/console/billing");
    expect(billing).toMatchObject({ status: 200, body: { enabled: true, balance: { available: 3 } } });
    await stripe.control({ do: "fail", times: 0, with: "cut" });
    expect((await session.send("POST", "/api/console/checkout", { packId: "starter" })).status).toBe(200);
  });
}

test("a payment made while the API of Stripe is down is credited all the same", async ({ studio, stripe }) => {
  const buyer = await startFirstPurchase(studio);
  await stripe.control({ do: "fail", times: 1000, with: 503 });
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  await expect.poll(async () => (await buyer.readBalance()).available).toBe(50);
});

test("without keys: nothing is offered or sold, the webhook refuses, and the operator alone reads what to set", async ({
  page,
  context,
  stripe,
}) => {
  test.slow();
  const { STRIPE_WEBHOOK_SECRET: _, ...halfway } = stripe.settings;
  for (const [settings, missing] of [
    [{}, "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET"],
    [halfway, "STRIPE_WEBHOOK_SECRET"],
  ] as const) {
    const studio = await startStudio(settings);
    try {
      const account = await createAccount(studio, { credits: 2 });
      const session = await signIn(studio, account);
      expect((await session.send("GET", "/api/console/billing")).body).toMatchObject({
        enabled: false,
        balance: { available: 2 },
      });
      const refused = { status: 503, body: { code: "payments_off" } };
      expect(await session.send("POST", "/api/console/checkout", { packId: "starter" })).toMatchObject(refused);
      expect(await session.send("POST", "/api/console/portal", {})).toMatchObject(refused);
      expect((await fetch(`${studio.url}/api/stripe/webhook`, { method: "POST", body: "{}" })).status).toBe(503);
      if (settings === halfway) expect(studio.output()).toContain(`${missing} must be set`);
      await context.clearCookies();
      await signInBrowser(context, studio, account);
      await page.goto(`${studio.url}/console/billing`);
      await expect(page.getByRole("heading", { name: "This studio takes no payments" })).toBeVisible();
      await expect(page.getByText(/STRIPE_/)).toHaveCount(0);
      await expect(page.getByRole("button", { name: /Starter/ })).toHaveCount(0);
      expect((await runAdmin(studio, "make-operator", account.email)).code).toBe(0);
      await page.reload();
      await expect(page.getByText(`${missing} must be set`)).toBeVisible();
    } finally {
      await endStudio(studio);
    }
  }
});
