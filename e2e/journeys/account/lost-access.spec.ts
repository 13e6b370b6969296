import { expectAccessible } from "../../support/expect-accessible";
import { runAdmin } from "../../support/run-admin";
import { signIn } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

const [old, next] = ["analytical engine", "bernoulli numbers"];

test("somebody who lost the password gets a link, chooses a new one, is out everywhere, and signs in with it", async ({
  page,
  browser,
  studio,
}) => {
  test.slow();
  const email = "ada.lovelace@example.org";
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(old);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/workbench$/);

  const elsewhere = await browser.newContext({ baseURL: studio.url });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in");
  await other.getByRole("link", { name: "Forgot password?" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
  await expectAccessible(other);
  await other.getByLabel("Email").fill(email);
  await other.getByRole("button", { name: "Ask for a link" }).click();
  await expect(other.getByRole("status").filter({ hasText: "If this address has an account here" })).toBeVisible();

  const { stdout } = await runAdmin(studio, "reset-link", email);
  const { pathname, search } = new URL(JSON.parse(stdout).url);
  await other.goto(`${pathname}${search.slice(0, -1)}`);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link is not complete");
  await other.goto(`${pathname}${search}`);
  await expect(other.locator('meta[name="referrer"]')).toHaveAttribute("content", "no-referrer");
  await expect(other.getByText(email)).toBeVisible();
  await expectAccessible(other);
  const password = other.getByLabel("New password", { exact: true });
  const submit = other.getByRole("button", { name: "Set password" });
  await password.fill("Password2026!");
  await submit.click();
  await expect(password).toHaveAccessibleDescription(/one of the most common passwords/);
  await password.fill(next);
  await submit.click();
  await expect(other.getByRole("status").filter({ hasText: "Your password is changed." })).toBeVisible();

  await page.goto("/console/account");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await other.goto(`${pathname}${search}`);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
  expect((await signIn(studio, { email, password: old })).cookie).not.toContain("session-token=");
  await other.goto("/sign-in?next=/console/account");
  await other.getByLabel("Email").fill(email);
  await other.getByLabel("Password", { exact: true }).fill(next);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "Profile", level: 1 })).toBeVisible();
  expect(studio.output()).not.toContain(search.slice("?token=".length));
  await elsewhere.close();
});

test("the profile keeps a name, a zone and a shorter time to keep photos, and a new address waits until it is confirmed", async ({
  page,
  studio,
}) => {
  test.slow();
  await runAdmin(studio, "create-user", "grace@example.org", "--password", old);
  await page.goto("/sign-in?next=/console/account");
  await page.getByLabel("Email").fill("grace@example.org");
  await page.getByLabel("Password", { exact: true }).fill(old);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Name").fill("Grace");
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("region", { name: "You" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const photos = page.getByRole("region", { name: "New photos" });
  const hours = photos.getByLabel("Delete files after hours");
  await hours.fill("1000");
  await photos.getByRole("button", { name: "Save" }).click();
  await expect(hours).toHaveAccessibleDescription(/whole hours, from 1 to 168/);
  await hours.fill("24");
  await photos.getByLabel("Format").selectOption("TIFF");
  await photos.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Change email" }).click();
  await page.getByLabel("New email").fill("hopper@example.org");
  await page.getByLabel("Password", { exact: true }).fill(old);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Waiting for hopper@example.org")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
  await expect(hours).toHaveValue("24");
  await page.getByRole("button", { name: "Keep the present one" }).click();
  await expect(page.getByText("Waiting for hopper@example.org")).toHaveCount(0);
});
