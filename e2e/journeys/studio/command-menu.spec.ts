import { callColorize } from "../../support/call-colorize";
import { expectAccessible } from "../../support/expect-accessible";
import { smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { signIn, signInBrowser } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

test("Ctrl-K finds pages, actions and photos, by keyboard alone, and gives the focus back", async ({
  page,
  context,
  studio,
}) => {
  const account = await createAccount(studio, { credits: 5 });
  const session = await signIn(studio, account);
  const form = new FormData();
  form.append("model", "tiny");
  form.append("image", new File([new Uint8Array(await smallPhoto())], "harbor-1931.jpg", { type: "image/jpeg" }));
  const answer = await session.send("POST", "/api/workbench/colorize", form);
  await signInBrowser(context, studio, session);
  await page.goto("/workbench", { waitUntil: "networkidle" });

  await page.keyboard.press("Control+k");
  const menu = page.getByRole("dialog", { name: "Search and commands" });
  const field = menu.getByRole("combobox");
  await expect(field).toBeFocused();
  await field.fill("harbor");
  await expect(menu.getByRole("option", { name: "harbor-1931.jpg" })).toBeVisible();
  await expect(menu.getByRole("option", { name: "harbor-1931.jpg" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/console/jobs/${answer.headers.get("x-job-id")}`));

  await page.keyboard.press("Control+k");
  await field.fill("usage");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/console\/usage/);

  await page.goto("/workbench", { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  await field.fill("shortcuts");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");

  const button = page.getByRole("button", { name: "Search and commands" });
  await button.click();
  await expect(field).toBeFocused();
  await field.fill("nothing is called this");
  await expect(menu.getByText("Nothing found.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
});

test("the command menu is accessible, and offers a guest what guests can do", async ({ page }) => {
  await page.goto("/workbench", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Search and commands" }).click();
  const menu = page.getByRole("dialog", { name: "Search and commands" });
  await expect(menu.getByRole("option", { name: "Sign in" })).toBeVisible();
  await expect(menu.getByRole("option", { name: "Jobs" })).toHaveCount(0);
  await expectAccessible(page);
});

test.describe("a reader in Tokyo with a German browser", () => {
  test.use({ timezoneId: "Asia/Tokyo", locale: "de-DE" });

  test("sees times in their own zone and on their own clock", async ({ page, context, studio, account }) => {
    const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" });
    await signInBrowser(context, studio, account);
    await page.goto(`/console/jobs/${answer.headers.get("x-job-id")}`);
    const started = page.locator("dd time").first();
    await expect(started).toHaveText(/^\d{1,2} \w+ \d{4}, \d{2}:\d{2}$/);
    const at = new Date((await started.getAttribute("datetime")) ?? "");
    const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tokyo" });
    await expect(started).toContainText(hour.format(at));
  });
});
