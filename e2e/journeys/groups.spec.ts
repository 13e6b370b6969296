import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

const makeFiles = async (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      name: `photo-${String(at + 1).padStart(2, "0")}.jpg`,
      mimeType: "image/jpeg",
      // Each has a size of its own: equal bytes would be the same photo.
      buffer: await smallPhoto(120 + at, 80),
    })),
  );

const addFiles = async (page: Page, count: number) =>
  page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await makeFiles(count));

const options = (page: Page) => page.getByRole("complementary", { name: "Options" });
const row = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });

test("thirty photos are three clicks: choose, colorize, download", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 100 }));
  await page.goto("/workbench");
  await addFiles(page, 30);
  await options(page).getByRole("radio", { name: /^Tiny/ }).click();
  await page.getByRole("button", { name: "Colorize 30 photos" }).click();
  await expect(page).toHaveTitle(/\d+ of 30/);
  await expect(page.getByText("30 of 30 done")).toBeVisible({ timeout: 120_000 });
  await expect(page).not.toHaveTitle(/of 30/);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download all 30" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/\.zip$/);
  const zip = await readFile(await saved.path());
  for (const name of ["photo-01-color.jpg", "photo-30-color.jpg", "manifest.csv"])
    expect(zip.includes(name)).toBe(true);
});

test("Shift and Ctrl select many, and what is done with them is done with them alone", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 20 }));
  await page.goto("/workbench");
  await addFiles(page, 5);
  await expect(page.getByText("5 selected", { exact: true })).toBeVisible();
  await row(page, "photo-02").click();
  await row(page, "photo-04").click({ modifiers: ["Shift"] });
  await expect(page.getByText("3 selected", { exact: true })).toBeVisible();
  await row(page, "photo-03").click({ modifiers: ["ControlOrMeta"] });
  await expect(page.getByText("2 selected", { exact: true })).toBeVisible();

  await options(page).getByLabel("Output").selectOption("WebP");
  await options(page).getByRole("radio", { name: /^Tiny/ }).click();
  await page.getByRole("button", { name: "Colorize 2 photos" }).click();
  await expect(page.getByText("2 of 5 done")).toBeVisible({ timeout: 60_000 });

  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+a");
  await expect(page.getByText("5 selected", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove 3 photos" }).click();
  await expect(page.getByText("2 of 2 done")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("2 of 5 done")).toBeVisible();
  await row(page, "photo-02").click();
  await expect(page.getByRole("link", { name: "Download" })).toHaveAttribute("download", "photo-02-color.webp");
});

test("what was not started is stopped at no cost, and can be sent again", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 20 }));
  await page.goto("/workbench");
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/api/workbench/colorize", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await addFiles(page, 6);
  await page.getByRole("button", { name: "Colorize 6 photos" }).click();
  await page.getByRole("button", { name: "Stop all" }).click();
  letThrough();
  await expect(page.getByRole("button", { name: "Colorize 6 photos" })).toBeVisible();
  await expect(page.getByRole("link", { name: "20 credits" })).toBeVisible();
});

test("credits for some of the photos colorize those, and the others stay", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 2 }));
  await page.goto("/workbench");
  await addFiles(page, 3);
  await expect(page.getByText("3 selected", { exact: true })).toBeVisible();
  for (const off of await options(page).getByRole("radio", { name: "Off" }).all()) await off.click();
  await options(page).getByRole("radio", { name: /^Tiny/ }).click();
  await expect(page.getByRole("link", { name: "Buy credits" })).toBeVisible();
  await page.getByRole("button", { name: "Colorize 2 now" }).click();
  await expect(page.getByText("2 of 3 done")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/1 credit needed, 0 credits left/)).toBeVisible();
});

test("an add-on that runs where found is priced by what was found, photo by photo", async ({
  page,
  context,
  studio,
}) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 20 }));
  const damage = [3, 0, 0];
  await page.route("**/api/workbench/inspect", (route) =>
    route.fulfill({ json: { tone: "gray", damagePercent: damage.shift() ?? 0, faces: 0, clarityGain: 0 } }),
  );
  await page.goto("/workbench");
  await addFiles(page, 3);
  await expect(options(page).getByText("4 credits", { exact: true })).toBeVisible();
  await expect(options(page).getByText("1 × 1")).toBeVisible();
  await expect(page.getByRole("button", { name: "Colorize 3 photos" })).toBeEnabled();
});
