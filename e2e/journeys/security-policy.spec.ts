import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

const attack = "document.documentElement.dataset.taken = 'over'";

test("a script that somebody got into a page does not run, and a journey that meets one fails", async ({
  page,
  policyViolations,
}) => {
  const planted = [
    `<script>${attack}</script>`,
    `<script src="data:text/javascript,${encodeURIComponent(attack)}"></script>`,
    `<img src="/missing.png" onerror="${attack}">`,
  ];
  await page.route("**/pricing", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</body>", `${planted.join("")}</body>`) });
  });
  await page.goto("/pricing", { waitUntil: "networkidle" });
  await expect.poll(() => policyViolations.length).toBe(planted.length);
  await expect(page.locator("html")).not.toHaveAttribute("data-taken");
  // The fixture fails the journey for what is left in here.
  policyViolations.length = 0;
});

test("after the page's data were read again, which brings another nonce, theme and dialogs still get their styles", async ({
  page,
  context,
  studio,
}) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 3 }));
  await page.goto("/console/billing");
  await page.getByLabel("Warn me when this many credits are left").fill("3");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: /running low/ })).toBeVisible();
  // Switching inserts a style that stops transitions, an open dialog one that stops scrolling.
  await page.getByRole("button", { name: "Switch between light and dark" }).click();
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "Create a key" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("body")).toHaveCSS("overflow", "hidden");
});

test("after signing out the browser holds nothing of the account, and the way back shows nothing of it", async ({
  page,
  context,
  studio,
}) => {
  const account = await createAccount(studio, { credits: 3 });
  await signInBrowser(context, studio, account);
  await page.goto("/console/billing");
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Try it now" })).toBeVisible();
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(stored).not.toContain(account.email);
  expect((await context.cookies()).map(({ name }) => name).join()).not.toContain("session-token");
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText(account.email)).toHaveCount(0);
});
