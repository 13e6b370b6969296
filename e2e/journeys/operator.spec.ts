import { expectAccessible } from "../support/expect-accessible";
import { createAccount, expectSoundLedger, runAdmin } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

test("an operator finds an account, grants credits, suspends it until its key is refused, and restores it", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  const operator = await createAccount(studio, { credits: 0 });
  const customer = await createAccount(studio, { credits: 5 });
  const callApi = async () =>
    (await fetch(`${studio.url}/api/v1/account`, { headers: { "X-Api-Key": customer.apiKey } })).status;
  await signInBrowser(context, studio, operator);
  expect((await page.goto("/admin"))?.status()).toBe(404);
  expect((await runAdmin(studio, "make-operator", operator.email)).code).toBe(0);

  await page.goto("/admin");
  await expect(page.getByRole("heading", { name: "Studio", level: 1 })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Engine" })).toHaveAttribute("data-state", "ok");
  await expectAccessible(page);
  await page.getByRole("navigation", { name: "Operator" }).getByRole("link", { name: "Users" }).click();
  await page.getByLabel("Email, name or ID").fill(customer.email.slice(0, 12));
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("link", { name: customer.email }).click();
  await expect(page.getByRole("heading", { name: customer.email, level: 1 })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Grant credits" }).click();
  const grant = page.getByRole("dialog");
  await grant.getByLabel("Credits").fill("7");
  await grant.getByLabel("Reason").fill("for the trouble");
  await grant.getByRole("button", { name: "Grant", exact: true }).click();
  await expect(page.getByText("For the trouble")).toBeVisible();

  await page.getByRole("button", { name: "Suspend" }).click();
  const suspend = page.getByRole("dialog");
  await suspend.getByLabel("Reason").fill("an unpaid bill");
  await suspend.getByLabel(/^Type the account/).fill(customer.email);
  await suspend.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByText("Suspended: an unpaid bill")).toBeVisible();
  expect(await callApi()).toBe(403);

  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Suspended: an unpaid bill")).toBeHidden();
  expect(await callApi()).toBe(200);
  await expectSoundLedger(studio);
});

test("every page of the operator opens, and none of them to a customer", async ({ page, context, studio }) => {
  test.slow();
  const operator = await createAccount(studio, { credits: 0 });
  const sections = [
    ...["", "/users", "/jobs", "/payments", "/webhooks", "/models", "/backups", "/log"],
    ...["/settings", "/mail", "/audit"],
  ];
  await signInBrowser(context, studio, operator);
  for (const section of sections) expect((await page.goto(`/admin${section}`))?.status(), section).toBe(404);
  await runAdmin(studio, "make-operator", operator.email);
  for (const section of sections) {
    expect((await page.goto(`/admin${section}`))?.status(), section).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }), section).toBeVisible();
    await expectAccessible(page);
  }
});
