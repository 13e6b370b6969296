import type { Browser } from "@playwright/test";
import { weighPage } from "../../support/browser/weigh-page";
import { smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

const KiB = 1024;

const weigh = async (browser: Browser, url: string) => {
  const { total, byType, heaviest } = await weighPage(browser, url, 4);
  const list = heaviest.map(({ url: from, bytes }) => `${(bytes / KiB).toFixed(1)} KiB ${from}`).join("\n");
  return { total, script: byType.Script ?? 0, images: byType.Image ?? 0, list };
};

test("the empty workbench transfers at most 350 KiB on a first visit, 300 of them JavaScript", async ({
  browser,
  studio,
}) => {
  const { total, script, images, list } = await weigh(browser, `${studio.url}/workbench`);
  expect(images, list).toBeGreaterThan(4 * KiB);
  expect(images, list).toBeLessThan(4 * 12 * KiB);
  expect(script, list).toBeLessThanOrEqual(300 * KiB);
  expect(total, list).toBeLessThanOrEqual(350 * KiB);
});

test("dialogs, menus and the stage are loaded when they are needed, and then work", async ({
  page,
  context,
  studio,
}) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/workbench", { waitUntil: "networkidle" });
  const scripts: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
  await page.getByRole("button", { name: "Account" }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  expect(scripts.length).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Account" })).toBeFocused();
  scripts.length = 0;
  const photo = { name: "dock.jpg", mimeType: "image/jpeg", buffer: await smallPhoto() };
  await page.getByLabel("Photos", { exact: true }).setInputFiles(photo);
  await expect(page.getByRole("img", { name: "dock.jpg, as it was" })).toBeVisible();
  expect(scripts.length).toBeGreaterThan(0);
});
