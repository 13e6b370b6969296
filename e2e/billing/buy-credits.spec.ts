import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/billing-test";
import { smallPhoto } from "../support/photos";
import { createAccount, expectSoundLedger } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";

test("from an empty balance in the workbench, through Stripe and back to the same photo, to a photo in color", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto("/workbench");
  const photo = { name: "grandma.jpg", mimeType: "image/jpeg", buffer: await smallPhoto(240, 160) };
  await page.locator("input[type=file]").first().setInputFiles(photo);
  await page.getByRole("link", { name: "Buy credits" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Billing" })).toBeVisible();
  await page.getByRole("button", { name: /Starter, \$5\.00$/ }).click();

  await expect(page.getByText("this is a stand-in, no money moves")).toBeVisible();
  await page.getByRole("button", { name: "Pay $5.00" }).click();
  await expect(page.getByRole("heading", { name: "50 credits added" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: /^Receipt/ })).toBeVisible({ timeout: 20_000 });

  await page.getByRole("link", { name: "Back to your photos" }).click();
  await expect(page).toHaveURL(/\/workbench$/);
  await expect(page.getByRole("link", { name: "50 credits" })).toBeVisible();
  const options = page.getByRole("complementary", { name: "Options" });
  await options.getByRole("radio", { name: /^Tiny/ }).click();
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  await expect(page.getByRole("slider", { name: /grandma\.jpg/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("link", { name: "49 credits" })).toBeVisible();

  await page.goto("/console/billing");
  const purchases = page.getByRole("table", { name: "Purchases" });
  await expect(purchases.getByRole("link", { name: /^Receipt of .*Starter/ })).toHaveAttribute(
    "href",
    /\/receipts\/ch_/,
  );
  await expect(purchases.getByRole("link", { name: /^Invoice of .*Starter/ })).toHaveAttribute(
    "href",
    /\/invoices\/in_/,
  );
  await expect(page.getByRole("table", { name: "Ledger" }).getByRole("link", { name: "grandma.jpg" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Ledger" }).getByText("+50")).toBeVisible();
  await expectSoundLedger(studio);
});

test("the page of the stand-in can be used by everybody", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto("/console/billing");
  await page.getByRole("button", { name: /Album, \$20\.00$/ }).click();
  await expect(page.getByRole("button", { name: "Pay $20.00" })).toBeVisible();
  await page.getByRole("button", { name: "Let the card be declined" }).click();
  await expect(page.getByRole("alert")).toContainText("declined");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
});

test("invoices and cards open at Stripe, with the way back", async ({ page, context, studio }) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto("/console/billing");
  await page.getByRole("button", { name: /Starter, \$5\.00$/ }).click();
  await page.getByRole("button", { name: "Pay $5.00" }).click();
  await page.getByRole("link", { name: "Billing", exact: true }).last().click();
  await page.getByRole("button", { name: "Invoices and cards" }).click();
  await expect(page.getByRole("link", { name: "Receipt of $5.00" })).toBeVisible();
  await page.getByRole("link", { name: "Return" }).click();
  await expect(page).toHaveURL(/\/console\/billing$/);
});
