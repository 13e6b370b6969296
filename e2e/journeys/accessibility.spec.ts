import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { signInBrowser } from "../support/browser-session";
import { callColorize, makeForm } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

const views = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

/** No axe violation and nothing wider than the window, light and dark, on a phone and on a desk. */
async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const hasTheme = expect.poll(() => page.evaluate(() => document.documentElement.classList.contains("dark")));
    await hasTheme.toBe(colorScheme === "dark");
    for (const view of views) {
      await page.setViewportSize(view);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
      expect(found, `${colorScheme}, ${view.width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${colorScheme}, ${view.width} px`).toBeLessThanOrEqual(0);
    }
  }
}

for (const path of ["/", "/docs", "/pricing", "/sign-in", "/sign-up", "/workbench", "/no-such-page"]) {
  test(`${path} is accessible to a visitor`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expectAccessible(page);
  });
}

for (const path of ["/console", "/console/keys", "/console/jobs", "/console/billing", "/workbench"]) {
  test(`${path} is accessible, with nothing in it and with jobs and keys`, async ({ page, context, studio }) => {
    test.slow();
    const account = await createAccount(studio, { credits: 3 });
    const session = await signIn(studio, account);
    await signInBrowser(context, studio, account);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expectAccessible(page);
    const form = makeForm({ image: await smallPhoto(320, 200), model: "tiny" });
    expect((await session.send("POST", "/api/workbench/colorize", form)).status).toBe(200);
    await callColorize(studio, account.apiKey, { image: await smallPhoto(200, 320), model: "tiny" });
    await page.reload({ waitUntil: "networkidle" });
    await expectAccessible(page);
  });
}

test("a job's page is accessible", async ({ page, context, studio, account }) => {
  const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(320, 200), model: "tiny" });
  await signInBrowser(context, studio, account);
  await page.goto(`/console/jobs/${answer.headers.get("x-job-id")}`);
  await expect(page.getByRole("slider")).toBeVisible();
  await expectAccessible(page);
});

test("the dialogs are accessible", async ({ page, context, studio }) => {
  await page.goto("/workbench");
  await page.getByRole("button", { name: "Try the sample: Sheep in March" }).click();
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/console/keys");
  await page.getByRole("button", { name: "Revoke tests" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(page);
});
