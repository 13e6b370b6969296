import { expectAccessible } from "../support/expect-accessible";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

test("a form puts the focus on its first wrong field, says what is wrong, and takes it back once it changes", async ({
  page,
  context,
  studio,
}) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  const email = page.getByLabel("Email");
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription("Enter an email address like you@example.org");
  await expect(page.getByRole("alert").filter({ hasText: "Enter your password" })).toBeVisible();
  await email.fill("you@example.org");
  await expect(email).not.toHaveAttribute("aria-invalid");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  const refused = page.getByRole("alert").filter({ hasText: "The email or password is wrong" });
  await expect(refused).toBeVisible();
  await expectAccessible(page);
  await email.fill("me@example.org");
  await expect(refused).toHaveCount(0);

  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/console/webhooks");
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
  await page.getByLabel("URL").fill("https://example.org/hooks");
  await page.getByRole("button", { name: "Add endpoint" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose at least one event" })).toBeVisible();
  await expect(page.getByRole("checkbox").first()).toBeFocused();
});

test("a click beside a dialog closes it while it is empty, and loses nothing that was entered", async ({
  page,
  context,
  studio,
}) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/console/keys");
  const dialog = page.getByRole("dialog");
  const clickBeside = () => page.mouse.click(5, 5);
  await page.getByRole("button", { name: "Create a key" }).click();
  await expect(dialog).toBeVisible();
  await clickBeside();
  await expect(dialog).toHaveCount(0);

  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByLabel("Name").fill("Archive scanner");
  await clickBeside();
  await expect(page.getByLabel("Name")).toHaveValue("Archive scanner");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("dialog", { name: "Save your key now" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy" }).first()).toBeFocused();
  await clickBeside();
  await expect(dialog).toBeVisible();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await expect(dialog).toHaveCount(0);
});

test("a key is revoked only under its own name, and keeping it changes nothing", async ({ page, context, studio }) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/console/keys");
  await page.getByRole("button", { name: "Revoke tests" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Revoke “tests”?" });
  await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.getByLabel("Type the key's name to confirm").fill("another key");
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "That is not the name of this key" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Revoke tests" })).toBeVisible();
});

for (const [address, kind] of [
  ["/sign-in", "current-password"],
  ["/sign-up", "new-password"],
] as const) {
  test(`${address} masks the password, lets it be pasted and shown, and tells password managers which it is`, async ({
    page,
  }) => {
    await page.goto(address, { waitUntil: "networkidle" });
    const field = page.getByLabel("Password", { exact: true });
    await expect(field).toHaveAttribute("type", "password");
    await expect(field).toHaveAttribute("autocomplete", kind);
    const pasted = await field.evaluate((input) =>
      input.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true })),
    );
    expect(pasted).toBe(true);
    await page.getByRole("button", { name: "Show password" }).click();
    await expect(field).toHaveAttribute("type", "text");
  });
}
