import { expectAccessible } from "../../support/expect-accessible";
import { createAccount } from "../../support/run-admin";
import { signIn, signInBrowser } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

test("a password is changed on the page of the account's security; the other browser is out, the old password too, the new one opens", async ({
  page,
  context,
  browser,
  studio,
}) => {
  test.slow();
  const account = await createAccount(studio, { credits: 0 });
  const password = "bernoulli numbers";
  const elsewhere = await browser.newContext();
  await signInBrowser(elsewhere, studio, account);
  const other = await elsewhere.newPage();
  await other.goto(`${studio.url}/console/account`);
  await expect(other.getByRole("main").getByText(account.email)).toBeVisible();

  await signInBrowser(context, studio, account);
  await page.goto("/console");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Account" }).click();
  await expect(page).toHaveTitle(/Profile/);
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Security" }).click();
  await expect(page).toHaveTitle(/Security/);
  await expect(page.getByText("This browser", { exact: true })).toBeVisible();
  await expectAccessible(page);
  const current = page.getByLabel("Current password", { exact: true });
  const next = page.getByLabel("New password", { exact: true });
  for (const [field, kind] of [
    [current, "current-password"],
    [next, "new-password"],
  ] as const) {
    await expect(field).toHaveAttribute("type", "password");
    await expect(field).toHaveAttribute("autocomplete", kind);
    const pasted = await field.evaluate((input) =>
      input.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true })),
    );
    expect(pasted).toBe(true);
  }
  const submit = page.getByRole("button", { name: "Change password" });
  await current.fill("not this one");
  await next.fill("Password2026!");
  await submit.click();
  await expect(next).toHaveAccessibleDescription(/one of the most common passwords/);
  await next.fill(password);
  await submit.click();
  await expect(current).toHaveAccessibleDescription(/not your current password/);
  await expect(current).toBeFocused();
  await expectAccessible(page);
  await current.fill(account.password);
  await submit.click();
  const done = "Your password is changed. You are signed out everywhere else.";
  await expect(page.getByRole("status").filter({ hasText: done })).toBeVisible();
  await expect(next).toHaveValue("");
  await expectAccessible(page);

  await other.reload();
  await expect(other).toHaveURL(/\/sign-in\?next=%2Fconsole%2Faccount/);
  await elsewhere.close();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Security", level: 1 })).toBeVisible();
  expect((await signIn(studio, account)).cookie).not.toContain("session-token=");
  expect((await signIn(studio, { ...account, password })).cookie).toContain("session-token=");
});
