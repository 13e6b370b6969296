import type { BrowserContext, Page } from "@playwright/test";
import sharp from "sharp";
import { callColorize } from "../../support/call-colorize";
import { expectAccessible } from "../../support/expect-accessible";
import { measurePhoto, smallPhoto } from "../../support/photos";
import { expect, test } from "../../support/studio-test";

/** A processor with many tests to run compiles onnxruntime for that long. */
const patienceMs = 45_000;

/** What was sent anywhere, or asked of the API, since now. */
function watchServer(context: BrowserContext): string[] {
  const seen: string[] = [];
  context.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== "GET" || pathname.startsWith("/api")) seen.push(`${request.method()} ${pathname}`);
  });
  return seen;
}

const add = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator("input[type=file]").first().setInputFiles({ name, mimeType, buffer });

/** Saves the only result that is there. */
async function save(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const link = page.getByRole("link", { name: "Download" });
  await expect(link).toBeVisible({ timeout: patienceMs });
  const arriving = page.waitForEvent("download");
  await link.click();
  const download = await arriving;
  const chunks = await (await download.createReadStream()).toArray();
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

const samplesOf = (file: Buffer) => sharp(file).removeAlpha().toColourspace("srgb").raw().toBuffer();

test("a guest sees an own photo in color, and the studio is asked for nothing", async ({ page, context }) => {
  test.slow();
  await page.goto("/workbench");
  const seen = watchServer(context);
  await add(page, "grandma.jpg", "image/jpeg", await smallPhoto(1600, 1000));
  await expect(page.getByText("A preview, made on this device: nothing was sent.")).toBeVisible({
    timeout: patienceMs,
  });
  const inColor = page.getByRole("img", { name: "grandma.jpg, in color" });
  await expect.poll(() => inColor.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBe(1024);
  expect(seen).toEqual([]);
});

test("on this device photos get the studio's colors at their own size, nothing is sent, and it works offline", async ({
  page,
  context,
  studio,
  account,
}) => {
  test.slow();
  const gray = await sharp(await smallPhoto(700, 500))
    .png()
    .toBuffer();
  await page.goto("/on-device");
  const seen = watchServer(context);
  await add(page, "dock.png", "image/png", gray);
  const { name, bytes } = await save(page);
  expect(name).toBe("dock-color.png");
  expect(await measurePhoto(bytes)).toMatchObject({ width: 700, height: 500, format: "png" });
  expect((await measurePhoto(bytes)).chroma).toBeGreaterThan(3);
  expect(bytes.includes("compositeWithTrainedAlgorithmicMedia")).toBe(true);
  await expectAccessible(page);

  await page.getByRole("switch", { name: "Works offline" }).click();
  await expect(page.getByText("This page now works without a connection.")).toBeVisible({ timeout: patienceMs });
  await context.setOffline(true);
  await page.reload();
  await add(page, "upright.jpg", "image/jpeg", await smallPhoto(300, 400));
  const offline = await save(page);
  expect(offline.name).toBe("upright-color.jpg");
  expect(await measurePhoto(offline.bytes)).toMatchObject({ width: 300, height: 400, format: "jpeg" });
  await page.getByRole("switch", { name: "Works offline" }).click();
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  await context.setOffline(false);
  expect(seen).toEqual([]);

  const { body } = await callColorize(studio, account.apiKey, { image: gray, model: "large", output_format: "png" });
  const [here, there] = [await samplesOf(bytes), await samplesOf(await fetchOutput(String(body.outputUrl)))];
  expect(there).toHaveLength(here.length);
  let worst = 0;
  for (const [at, sample] of here.entries()) worst = Math.max(worst, Math.abs(sample - (there[at] ?? 0)));
  expect(worst).toBeLessThanOrEqual(1);
});

const fetchOutput = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

test("the engine's files come compressed, at most 10 MB in all, and stay for good", async ({ studio }) => {
  const { files } = (await (await fetch(`${studio.url}/on-device/engine.json`)).json()) as EngineFiles;
  let sent = 0;
  for (const { url, sentBytes } of Object.values(files)) {
    const { headers } = await fetch(studio.url + url, { method: "HEAD", headers: { "Accept-Encoding": "br" } });
    expect(headers.get("content-length")).toBe(String(sentBytes));
    expect(headers.get("cache-control")).toContain("immutable");
    sent += sentBytes;
  }
  expect(sent).toBeLessThan(10_000_000);
});

type EngineFiles = { files: Record<string, { url: string; sentBytes: number }> };

test("what cannot be colored here says why, and a photo that failed to load its engine can be tried again", async ({
  page,
}) => {
  test.slow();
  await page.route("**/on-device/engine.json", (route) => route.abort(), { times: 1 });
  await page.goto("/on-device");
  await add(page, "dock.png", "image/png", await smallPhoto(96, 64));
  await expect(page.getByRole("alert").filter({ hasText: "could not be loaded" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible({ timeout: patienceMs });
  await add(page, "notes.tif", "image/tiff", Buffer.from("II*\0 no picture"));
  await expect(page.getByRole("alert").filter({ hasText: "cannot read the photo" })).toBeVisible();
});
