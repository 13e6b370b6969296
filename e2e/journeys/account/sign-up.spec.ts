import { expectAccessible } from "../../support/expect-accessible";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let studio: Studio;
test.beforeAll(async () => {
  studio = await startStudio({ SIGNUP_CREDITS_PER_DAY: "0", COLORIZE_PROVIDER: "none" });
});
test.afterAll(() => endStudio(studio));

test("sign-up explains a refused password at its field, and says before it goes on that there are no credits today", async ({
  page,
  context,
}) => {
  await page.goto(`${studio.url}/sign-up`);
  await expect(page.getByText("to start")).toHaveCount(0);
  await page.getByLabel("Email").fill("ada.lovelace@example.org");
  const password = page.getByLabel("Password", { exact: true });
  for (const [refused, why] of [
    ["Ada.Lovelace1815", /neither your email address nor this studio's name/],
    ["Password2026!", /one of the most common passwords/],
  ] as const) {
    await password.fill(refused);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(password).toHaveAccessibleDescription(why);
    await expect(password).toBeFocused();
  }
  await expectAccessible(page);

  await password.fill("analytical engine");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "without free credits" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue" })).toBeFocused();
  await expectAccessible(page);
  const cookies = await context.cookies(`${studio.url}/api/auth/csrf`);
  expect(cookies.find(({ name }) => name === "pixomax.known-devices")).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
    path: "/api/auth",
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/workbench$/);
});
