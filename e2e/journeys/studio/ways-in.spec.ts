import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "../../support/expect-accessible";
import { type ImageHost, startImageHost } from "../../support/image-host";
import { smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let host: ImageHost;
/** May fetch from the image host, which is no public address. */
let fetching: Studio;
test.beforeAll(async () => {
  host = await startImageHost(await smallPhoto(240, 160));
  fetching = await startStudio({ IMAGE_URL_ALLOWED_HOSTS: host.host });
});
test.afterAll(async () => {
  await endStudio(fetching);
  await host.close();
});

const photos = (page: Page) => page.locator("input[type=file]").first();
const asItWas = (page: Page, name: string) => page.getByRole("img", { name: `${name}, as it was` });
const isDrawn = (page: Page, name: string) =>
  expect
    .poll(() =>
      asItWas(page, name).evaluate((picture) => picture instanceof HTMLImageElement && picture.naturalWidth > 0),
    )
    .toBe(true);

/** Pastes or drops text, as a browser hands it over. */
const hand = (page: Page, kind: "paste" | "drop", data: Record<string, string>) =>
  page.evaluate(
    ([event, types]) => {
      const transfer = new DataTransfer();
      for (const [type, text] of Object.entries(types)) transfer.setData(type, text);
      const init = { bubbles: true, cancelable: true };
      if (event === "paste")
        document.body.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: transfer }));
      else document.body.dispatchEvent(new DragEvent("drop", { ...init, dataTransfer: transfer }));
    },
    [kind, data] as const,
  );

test("several addresses give photos like any other, and one message for those that gave none", async ({
  page,
  context,
}) => {
  await signInBrowser(context, fetching, await createAccount(fetching, { credits: 5 }));
  await page.goto(`${fetching.url}/workbench`);
  await page.getByRole("button", { name: "From an address" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("There is no address in it.")).toBeVisible();
  await dialog.getByLabel("Addresses").fill(`${host.url}/photo.jpg\n${host.url}/page\n${host.url}/missing`);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toBeHidden();
  await isDrawn(page, "photo.jpg");
  await expect(page.getByText("2 of 3 addresses gave no photo.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Colorize 1 photo" })).toBeVisible();
});

test("a dropped picture of another page and a pasted data URL become photos", async ({ page, context }) => {
  await signInBrowser(context, fetching, await createAccount(fetching, { credits: 5 }));
  await page.goto(`${fetching.url}/workbench`, { waitUntil: "networkidle" });
  await hand(page, "drop", { "text/html": `<img src="${host.url}/photo.jpg">`, "text/uri-list": host.url });
  await isDrawn(page, "photo.jpg");
  await hand(page, "paste", { "text/plain": `data:image/jpeg;base64,${(await smallPhoto()).toString("base64")}` });
  await expect(page.getByRole("button", { name: "Colorize 2 photos" })).toBeVisible();
});

test("a guest who pastes an address signs in first, and then the photo is there", async ({ page }) => {
  await page.goto(`${fetching.url}/workbench`, { waitUntil: "networkidle" });
  const seen = host.seen.length;
  await hand(page, "paste", { "text/plain": `${host.url}/photo.jpg` });
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(`${randomUUID()}@example.org`);
  expect(host.seen.length).toBe(seen);
  await dialog.getByLabel("Password", { exact: true }).fill("an old photo in color");
  await dialog.getByRole("button", { name: "Create account" }).click();
  await isDrawn(page, "photo.jpg");
});

test("a folder gives its photos at any depth, and says how many files it left out", async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "album-"));
  try {
    const photo = await smallPhoto();
    await mkdir(path.join(folder, "1950"));
    for (const name of ["a.jpg", ".hidden.jpg", "notes.txt", "1950/b.jpg"])
      await writeFile(path.join(folder, name), photo);
    await page.goto("/workbench", { waitUntil: "networkidle" });
    await page.getByLabel("Folder", { exact: true }).setInputFiles(folder);
    await expect(page.getByRole("button", { name: "Colorize 2 photos" })).toBeVisible();
    await expect(page.getByText("2 files of the folder that are not photos were left out.")).toBeVisible();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a TIFF is shown after sign-in, from the studio's small copy", async ({ page, context, studio }) => {
  const buffer = await sharp(await smallPhoto(320, 200))
    .tiff({ compression: "lzw" })
    .toBuffer();
  const scan = { name: "scan.tif", mimeType: "image/tiff", buffer };
  await page.goto("/workbench", { waitUntil: "networkidle" });
  await photos(page).setInputFiles(scan);
  await expect(page.getByText("Preview after sign-in")).toBeVisible();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 5 }));
  // The photo is still there, and now the account's.
  const inspected = page.waitForResponse((response) => response.url().endsWith("/api/workbench/inspect"));
  await page.goto("/workbench");
  await isDrawn(page, "scan.tif");
  // The inspection gets the same copy.
  expect((await inspected).status()).toBe(200);
});

test("what is no photo says so at once, in one message, and the photos beside it are there", async ({ page }) => {
  await page.goto("/workbench", { waitUntil: "networkidle" });
  const layers = { name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("8BPS\0\x01") };
  await photos(page).setInputFiles(layers);
  await expect(page.getByText("letter.jpg is a Photoshop file, not a photo the studio can read.")).toBeVisible();
  const photo = await smallPhoto(240, 160);
  await photos(page).setInputFiles([
    layers,
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") },
    { name: "dock.jpg", mimeType: "image/jpeg", buffer: photo },
    { name: "torn.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\nnothing more", "latin1") },
  ]);
  await expect(
    page.getByText("2 of 4 files are not photos: letter.jpg and notes.txt. 1 is damaged: torn.png."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Colorize 1 photo" })).toBeVisible();
});

test("the address dialog is accessible", async ({ page }) => {
  await page.goto("/workbench", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "From an address" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});
