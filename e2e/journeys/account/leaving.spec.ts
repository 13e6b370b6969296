import { readFile } from "node:fs/promises";
import { readZip } from "../../../lib/testing/read-zip";
import { callColorize, makeForm } from "../../support/call-colorize";
import { expectAccessible } from "../../support/expect-accessible";
import { smallPhoto } from "../../support/photos";
import { createAccount, runAdmin } from "../../support/run-admin";
import { signIn, signInBrowser } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

test("somebody takes a copy of everything, deletes the account, changes their mind and is back", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  const account = await createAccount(studio, { credits: 3 });
  const session = await signIn(studio, account);
  const photo = await smallPhoto(240, 160);
  const form = makeForm({ image: new File([new Uint8Array(photo)], "photo.jpg"), model: "tiny" });
  expect((await session.send("POST", "/api/workbench/colorize", form)).status).toBe(200);
  await signInBrowser(context, studio, session);

  await page.goto("/console/account/data");
  await expect(page.getByRole("heading", { name: "Your data", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Export my data" }).click();
  const link = page.getByRole("link", { name: "Download" });
  await expect(link).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const started = page.waitForEvent("download");
  await link.click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^pixomax-data-.*\.zip$/);
  const files = new Map(readZip(await readFile(await download.path())).map(({ name, content }) => [name, content]));
  const expected = ["README.txt", "account.json", "ledger.csv", "jobs.json", "photos/photo.jpg"];
  expect([...files.keys()]).toEqual(expect.arrayContaining(expected));
  expect(files.get("photos/photo.jpg")?.equals(photo)).toBe(true);

  await page.goto("/console/account/activity");
  await expect(page.getByRole("table").getByText("Export downloaded").first()).toBeVisible();
  await expectAccessible(page);

  await page.goto("/console/account/data");
  await page.getByRole("button", { name: "Delete my account…" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByLabel(/Type your email address/).fill("somebody@example.org");
  await dialog.getByLabel("Your password", { exact: true }).fill(account.password);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await expect(dialog.getByText("This is not the email address of the account.")).toBeVisible();
  await dialog.getByLabel(/Type your email address/).fill(account.email);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByText(/This account will be deleted on/)).toBeVisible();
  await expectAccessible(page);

  // From now on nothing new is begun, by key or in the workbench.
  const image = await smallPhoto(200, 320);
  expect((await callColorize(studio, account.apiKey, { image, model: "tiny" })).status).toBe(403);
  // Who signs in is told on every page, and can take it back there.
  await context.clearCookies();
  await signInBrowser(context, studio, await signIn(studio, account));
  await page.goto("/console");
  await expect(page.getByRole("status").filter({ hasText: "will be deleted on" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByText("Your account stays")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "will be deleted on" })).toBeHidden();
  expect((await callColorize(studio, account.apiKey, { image, model: "tiny" })).status).toBe(200);
});

test("an operator reads the audit log of everybody, narrowed by account and as CSV", async ({
  page,
  context,
  studio,
}) => {
  const operator = await createAccount(studio, { credits: 0 });
  expect((await runAdmin(studio, "make-operator", operator.email)).code).toBe(0);
  await signInBrowser(context, studio, await signIn(studio, operator));
  await page.goto("/admin/audit");
  await expect(page.getByRole("heading", { name: "Audit log", level: 1 })).toBeVisible();
  await page.getByRole("searchbox", { name: "Account" }).fill(operator.email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/account=/);
  await expect(page.getByRole("table").getByText("Role changed").first()).toBeVisible();
  await expectAccessible(page);
  const csv = page.getByRole("link", { name: "CSV" });
  const started = page.waitForEvent("download");
  await csv.click();
  const text = await readFile(await (await started).path(), "utf8");
  expect(text).toContain(operator.email);
});
