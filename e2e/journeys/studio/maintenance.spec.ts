import { expectAccessible } from "../../support/expect-accessible";
import { createAccount, runAdmin } from "../../support/run-admin";
import { signIn, signInBrowser } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let studio: Studio;
test.beforeAll(async () => {
  studio = await startStudio();
});
test.afterAll(() => endStudio(studio));

test("who is about to send photos is told before pressing, on a page that was open before, and an operator opens the studio again", async ({
  page,
  context,
}) => {
  test.slow();
  const account = await createAccount(studio, { credits: 3 });
  expect((await runAdmin(studio, "make-operator", account.email)).code).toBe(0);
  const session = await signIn(studio, account);
  await signInBrowser(context, studio, session);
  await page.goto(`${studio.url}/workbench`, { waitUntil: "networkidle" });
  await expect(page.getByRole("button", { name: "Colorize" })).toBeVisible();

  expect((await runAdmin(studio, "maintenance", "on", "--message", "We are moving house.")).code).toBe(0);
  const banner = page.getByRole("status").filter({ hasText: "closed for maintenance" });
  await expect(banner).toContainText("We are moving house.", { timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Closed for maintenance" })).toBeDisabled();
  await expectAccessible(page);
  await page.goto(`${studio.url}/pricing`);
  await expect(banner).toBeVisible();

  await page.goto(`${studio.url}/admin/settings`, { waitUntil: "networkidle" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Open the studio" }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Close for maintenance" })).toBeVisible();
});

test("an operator changes a setting, sees who did, and takes it back", async ({ page, context }) => {
  const account = await createAccount(studio, { credits: 0 });
  await runAdmin(studio, "make-operator", account.email);
  await signInBrowser(context, studio, await signIn(studio, account));
  await page.goto(`${studio.url}/admin/settings`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Change: Photos are kept for" }).click();
  const dialog = page.getByRole("dialog", { name: "Photos are kept for" });
  await dialog.getByLabel("In hours").fill("0");
  await dialog.getByRole("button", { name: "Change" }).click();
  await expect(dialog.getByRole("alert")).toContainText("must be a whole number from 1 to 87600");
  await dialog.getByLabel("In hours").fill("24");
  await dialog.getByRole("button", { name: "Change" }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row").filter({ hasText: "Photos are kept for" }).first();
  await expect(row).toContainText("24 hours");
  await expect(row).toContainText(account.email);
  await row.getByRole("button", { name: "Undo: Photos are kept for" }).click();
  await expect(page.getByText("168 hours", { exact: true })).toBeVisible();
  // What the environment gives is fixed, and says so.
  await expect(page.getByRole("button", { name: "Change: Requests of a key a minute" })).toBeDisabled();
});
