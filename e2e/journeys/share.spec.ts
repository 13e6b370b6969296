import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { jobSchema } from "../../lib/contract/console-jobs";
import { sharedPhotoSchema, shareSchema } from "../../lib/contract/photos/shares";
import { callColorize } from "../support/call-colorize";
import { expectAccessible } from "../support/expect-accessible";
import { smallPhoto } from "../support/photos";
import { type Session, signIn, signInBrowser } from "../support/sign-in";
import type { Studio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

let session: Session | undefined;
let jobId: string;
test.beforeEach(async ({ studio, account }) => {
  session ??= await signIn(studio, account);
  const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(480, 320), model: "tiny" });
  jobId = answer.headers.get("x-job-id") ?? "";
});

async function share(fields: object = {}) {
  const answer = await session?.send("POST", `/api/console/jobs/${jobId}/shares`, fields);
  return shareSchema.parse(answer?.body);
}

/** expectAccessible for a page without scripts, which follows the system's theme by its styles alone. */
async function expectPlainAccessible(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
}

/** A window of somebody who has no account here. */
async function openStranger(browser: Browser, studio: Studio): Promise<Page> {
  const context = await browser.newContext({ baseURL: studio.url });
  return context.newPage();
}

test("a link is made and copied in the dialog, works for somebody without an account, and is withdrawn there", async ({
  page,
  context,
  browser,
  studio,
  account,
}) => {
  await signInBrowser(context, studio, session ?? account);
  await page.goto(`/console/jobs/${jobId}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this photo" });
  await dialog.getByLabel("Caption (optional)").fill("Grandma in Lisbon, 1943");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const item = dialog.getByRole("list", { name: "Links that work" }).getByRole("listitem");
  await expect(item).toHaveCount(1);
  await expectAccessible(page);
  const url = (await item.getByRole("link").textContent()) ?? "";
  expect(url).toMatch(/\/s\/[\w-]{44}$/);

  const stranger = await openStranger(browser, studio);
  await stranger.goto(url);
  await expect(stranger.getByRole("slider", { name: "Before and after" })).toBeVisible();
  await expect(stranger.getByText("Grandma in Lisbon, 1943").last()).toBeVisible();
  await expect(stranger.getByText("Colorized by AI")).toBeVisible();
  await expect(stranger.getByRole("link", { name: "Download" })).toHaveCount(0);
  for (const picture of await stranger.locator("main img").all()) {
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(480);
  }
  await expectAccessible(stranger);
  const head = stranger.locator("head");
  await expect(head.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(head.locator('meta[name="referrer"]')).toHaveAttribute("content", "no-referrer");
  await expect(head.locator('meta[property="og:image"]')).toHaveAttribute("content", /^http.*\/card\.jpg$/);

  await item.getByRole("button", { name: "Change" }).click();
  await item.getByLabel("Caption").fill("Grandma and her sister");
  await item.getByRole("button", { name: "Save" }).click();
  await expect(item.getByText("Grandma and her sister")).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText("Grandma and her sister").last()).toBeVisible();

  await item.getByRole("button", { name: "Withdraw" }).click();
  await expect(item).toHaveCount(0);
  const gone = await stranger.reload();
  expect(gone?.status()).toBe(410);
  await expect(stranger.getByRole("heading", { name: "This link was withdrawn" })).toBeVisible();
  await expectPlainAccessible(stranger);
  await stranger.context().close();
});

test("a shared page fits a phone, and shows the photo alone where its owner keeps the original", async ({
  browser,
  studio,
}) => {
  const { url } = await share({ withOriginal: false, withDownload: true, caption: "x".repeat(280) });
  const stranger = await openStranger(browser, studio);
  await stranger.setViewportSize({ width: 360, height: 740 });
  await stranger.goto(url);
  await expect(stranger.locator("main img")).toHaveCount(1);
  await expect(stranger.getByRole("slider")).toHaveCount(0);
  const overflow = await stranger.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const download = stranger.waitForEvent("download");
  await stranger.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("photo-color.png");
  await stranger.context().close();
});

test("programs that ask for JSON get what a share shows, and a problem once it is over", async ({ studio }) => {
  const { url, id } = await share();
  const ask = async (accept: string) => {
    const response = await fetch(url, { headers: { Accept: accept }, redirect: "manual" });
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: isJson ? await response.json() : await response.text() };
  };
  const { status, body } = await ask("application/json");
  expect(status).toBe(200);
  const photo = sharedPhotoSchema.parse(body);
  const after = await fetch(studio.url + photo.afterUrl);
  expect((await sharp(await after.arrayBuffer()).metadata()).format).toBe("webp");
  expect(after.headers.get("x-robots-tag")).toBe("noindex");
  expect((await ask("*/*")).status).toBe(307);
  await session?.send("DELETE", `/api/console/shares/${id}`);
  expect(await ask("application/json")).toMatchObject({ status: 410, body: { code: "link_revoked" } });
  expect((await fetch(studio.url + photo.afterUrl)).status).toBe(410);
});

test("a link to a file that has expired is a page for a person, which leads its owner to the job", async ({
  page,
  context,
  browser,
  studio,
  account,
}) => {
  const secrets = JSON.parse(await readFile(path.join(studio.dataDir, "secrets.json"), "utf8")) as {
    LINK_SECRET: string;
  };
  const answer = await session?.send("GET", `/api/console/jobs/${jobId}`);
  const link = new URL(jobSchema.parse(answer?.body).outputUrl ?? "", studio.url);
  const end = Math.floor(Date.now() / 1000) - 1;
  const signed = createHmac("sha256", secrets.LINK_SECRET).update(`${jobId}/out.png\n${end}`).digest("base64url");
  link.searchParams.set("e", String(end));
  link.searchParams.set("s", signed);

  const stranger = await openStranger(browser, studio);
  expect((await stranger.goto(link.href))?.status()).toBe(410);
  await expect(stranger.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await expect(stranger.getByRole("link", { name: "Open the job" })).toHaveCount(0);
  await stranger.context().close();

  await signInBrowser(context, studio, session ?? account);
  await page.goto(link.href);
  await page.getByRole("link", { name: "Open the job" }).click();
  await expect(page).toHaveURL(`${studio.url}/console/jobs/${jobId}`);
  await expect(page.getByRole("button", { name: "Share" })).toBeVisible();
});

test("pictures to post are saved from the dialog", async ({ page, context, studio, account }) => {
  await signInBrowser(context, studio, session ?? account);
  await page.goto(`/console/jobs/${jobId}`);
  await page.getByRole("button", { name: "Share" }).click();
  for (const [label, format, pages] of [
    ["Side by side", "jpeg", undefined],
    ["Loop (WebP)", "webp", 24],
    ["Loop (GIF)", "gif", 24],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: label }).click();
    const found = await sharp(await (await download).path(), { pages: pages ? -1 : 1 }).metadata();
    expect({ format: found.format, pages: found.pages }).toEqual({ format, pages });
  }
});
