import { expectAccessible } from "../../support/expect-accessible";
import { createAccount, runAdmin } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let studio: Studio;
test.beforeAll(async () => {
  studio = await startStudio({ COLORIZE_PROVIDER: "none" });
});
test.afterAll(() => endStudio(studio));

test("without a mail server the operator reads mails in the mailbox", async ({ page, context }) => {
  const account = await createAccount(studio, { credits: 0 });
  expect(await runAdmin(studio, "make-operator", account.email)).toMatchObject({ code: 0 });
  await signInBrowser(context, studio, account);
  await page.goto(`${studio.url}/admin/mail`);
  await expect(page.getByText("No mails yet")).toBeVisible();
  await expect(page.getByText("set SMTP_URL and MAIL_FROM")).toBeVisible();
  await page.getByRole("button", { name: "Send a test mail to me" }).click();
  const row = page.getByRole("row", { name: /Test mail from your studio/ });
  await expect(row.getByText("Waiting").filter({ visible: true })).toBeVisible();
  await expectAccessible(page);

  await row.getByRole("button", { name: /^Read/ }).click();
  const dialog = page.getByRole("dialog", { name: "Test mail from your studio" });
  const mail = dialog.frameLocator("iframe");
  await expect(mail.getByText("Mail of this studio arrives.").last()).toBeVisible();
  await expect(mail.getByRole("link", { name: "Open the mailbox" })).toHaveAttribute(
    "href",
    `${studio.url}/admin/mail`,
  );
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await page.getByRole("combobox", { name: "Which mails" }).selectOption("Failed");
  await expect(page).toHaveURL(/state=failed/);
  await expect(page.getByText("No mails like that")).toBeVisible();
});

test("a person switches a kind of mail off, and it stays off", async ({ page, context }) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto(`${studio.url}/console/account/notifications`);
  const low = page.getByRole("switch", { name: "Credits run low" });
  await expect(low).toBeChecked();
  const saved = page.waitForResponse("**/api/account/notifications");
  await low.click();
  await saved;
  await expectAccessible(page);
  await page.reload();
  await expect(low).not.toBeChecked();
  await expect(page.getByRole("switch", { name: "Receipts of purchases" })).toBeChecked();
});

test("a link that was cut says so, and what to do", async ({ page }) => {
  await page.goto(`${studio.url}/unsubscribe?token=usr_1.receipt.short`);
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expectAccessible(page);
});
