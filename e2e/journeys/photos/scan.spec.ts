import type { Page, Route } from "@playwright/test";
import sharp from "sharp";
import { noHints, type ScanHints } from "../../../lib/contract/photos/scan-hints";
import { expectAccessible } from "../../support/expect-accessible";
import { smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import type { Studio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";
import { expectDone, inList, run } from "../queue/queue-page";

type Upload = { name: string; mimeType: string; buffer: Buffer };

async function enter(page: Page, studio: Studio): Promise<void> {
  await signInBrowser(page.context(), studio, await createAccount(studio, { credits: 20 }));
}

async function choose(page: Page, file: Upload): Promise<void> {
  await page.locator("input[type=file]").first().setInputFiles([file]);
  await expect(page.getByRole("region", { name: "Photos" }).getByText(file.name, { exact: true })).toBeVisible();
}

/** What the inspection found: whether a picture looks like a scan or a negative is the engine's own affair. */
async function answerInspections(page: Page, hints: (asked: number) => Partial<ScanHints>): Promise<void> {
  let asked = 0;
  const facts = { tone: "gray", damagePercent: 0, faces: 0, clarityGain: 0 };
  await page.route("**/api/workbench/inspect", (route: Route) =>
    route.fulfill({ json: { ...facts, hints: { ...noHints, ...hints(asked++) } } }),
  );
}

const jpeg = async (name: string, width = 240, height = 160): Promise<Upload> => ({
  name,
  mimeType: "image/jpeg",
  buffer: await smallPhoto(width, height),
});

/** A TIFF of these gray photos of one size, a page each. */
async function writePages(photos: Buffer[], height: number): Promise<Buffer> {
  const pages = await Promise.all(
    photos.map((photo) => sharp(photo).greyscale().raw().toBuffer({ resolveWithObject: true })),
  );
  const [first] = pages;
  if (!first) throw new Error("A file has a page.");
  const raw = { width: first.info.width, height: height * pages.length, channels: 1 as const, pageHeight: height };
  return sharp(Buffer.concat(pages.map(({ data }) => data)), { raw })
    .tiff({ compression: "lzw" })
    .toBuffer();
}

const asItWas = (page: Page, name: string) => page.getByRole("img", { name: `${name}, as it was` });
const sizeOf = (page: Page, name: string) =>
  asItWas(page, name).evaluate((picture) =>
    picture instanceof HTMLImageElement ? [picture.naturalWidth, picture.naturalHeight] : null,
  );
const options = (page: Page) => page.getByRole("complementary", { name: "Options" });
const prepare = (page: Page) => page.getByRole("button", { name: "Turn and crop" });

test("the pages of a TIFF become photos of their own, each priced, and come out as themselves", async ({
  page,
  studio,
}) => {
  test.slow();
  await enter(page, studio);
  const pages = await Promise.all([smallPhoto(240, 160), smallPhoto(240, 160), smallPhoto(240, 160)]);
  const second = await sharp(pages[1]).negate().toBuffer();
  const album = await writePages([pages[0] ?? second, second, pages[2] ?? second], 160);
  await page.goto("/workbench");
  await choose(page, { name: "album.tif", mimeType: "image/tiff", buffer: album });
  await expect(page.getByText("This file has 3 pages.")).toBeVisible();
  await page.getByRole("button", { name: "Color them one by one" }).click();
  for (const number of [1, 2, 3]) await expect(inList(page, `album, page ${number}.tif`)).toBeVisible();
  await expect(page.getByText("3 selected", { exact: true })).toBeVisible();
  await expect(options(page).getByText("3 credits", { exact: true })).toBeVisible();
  await options(page).getByRole("radio", { name: /^Tiny/ }).click();

  // They are there after a reload, of the bytes that are stored once.
  await page.reload();
  await expect(inList(page, "album, page 3.tif")).toBeVisible();
  await run(page);
  await expectDone(page, 3);
  await inList(page, "album, page 2.tif").click();
  await expect(page.getByRole("link", { name: "Download" })).toHaveAttribute("download", "album, page 2-color.png");
  const output = await page.request.get(
    (await page.getByRole("link", { name: "Download" }).getAttribute("href")) ?? "",
  );
  const gray = (bytes: Buffer) => sharp(bytes).greyscale().resize(16, 12, { fit: "fill" }).raw().toBuffer();
  const [colored, original] = await Promise.all([gray(await output.body()), gray(second)]);
  const apart = colored.reduce((sum, value, at) => sum + Math.abs(value - (original[at] ?? 0)), 0) / colored.length;
  expect(apart).toBeLessThan(12);
});

test("what is turned and cropped is what is shown at once, what comes out, and what lies under it", async ({
  page,
  studio,
}) => {
  test.slow();
  await enter(page, studio);
  await page.goto("/workbench");
  await choose(page, await jpeg("dock.jpg", 240, 160));
  await prepare(page).click();
  await page.getByRole("button", { name: "Turn right" }).click();
  const frame = page.getByRole("application");
  await frame.focus();
  for (let presses = 0; presses < 25; presses += 1) await page.keyboard.press("Shift+ArrowUp");
  await expect(frame).toHaveAccessibleName(/^100% of the width and 75% of the height/);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(prepare(page)).toBeVisible();
  // Of 160 by 240 pixels, the upper three quarters.
  await expect.poll(() => sizeOf(page, "dock.jpg")).toEqual([160, 180]);

  await page.reload();
  await expect.poll(() => sizeOf(page, "dock.jpg")).toEqual([160, 180]);
  await options(page).getByRole("radio", { name: /^Tiny/ }).click();
  await run(page);
  await expectDone(page, 1);
  await expect(page.getByText("160×180, full size")).toBeVisible();
  await expect.poll(() => sizeOf(page, "dock.jpg")).toEqual([160, 180]);
  const inColor = page.getByRole("img", { name: "dock.jpg, in color" });
  const [before, after] = await Promise.all([asItWas(page, "dock.jpg").boundingBox(), inColor.boundingBox()]);
  expect(before).toEqual(after);
});

test("the frame follows the mouse, straightening leaves no white corners, and Escape takes all of it back", async ({
  page,
  studio,
}) => {
  await enter(page, studio);
  await page.goto("/workbench");
  await choose(page, await jpeg("dock.jpg", 240, 160));
  await expect.poll(() => sizeOf(page, "dock.jpg")).toEqual([240, 160]);
  await page.keyboard.press("c");
  const frame = page.getByRole("application");
  await page.getByRole("slider", { name: "Straighten" }).focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("slider", { name: "Straighten" })).toHaveAttribute("aria-valuetext", "3.0° to the right");
  await expect(frame).toHaveAccessibleName(/^9\d% of the width and 8\d% of the height/);

  const box = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const corner = { x: box.x + box.width, y: box.y + box.height };
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(corner.x - box.width / 2, corner.y - box.height / 2, { steps: 4 });
  await page.mouse.up();
  const smaller = await frame.boundingBox();
  expect(Math.abs((smaller?.width ?? 0) - box.width / 2)).toBeLessThan(3);
  expect(smaller?.x).toBeCloseTo(box.x, 0);

  await page.keyboard.press("Escape");
  await expect(prepare(page)).toBeVisible();
  await expect.poll(() => sizeOf(page, "dock.jpg")).toEqual([240, 160]);
});

test("by keyboard the focus goes to the tools, Enter presses one without ending them, and it comes back", async ({
  page,
  studio,
}) => {
  await enter(page, studio);
  await page.goto("/workbench");
  await choose(page, await jpeg("dock.jpg", 240, 160));
  await prepare(page).press("Enter");
  const first = page.getByRole("button", { name: "Turn left" });
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(first).toBeFocused();
  await page.getByRole("button", { name: "Done" }).press("Enter");
  await expect(prepare(page)).toBeFocused();
  await expect.poll(() => sizeOf(page, "dock.jpg")).toEqual([160, 240]);
});

test("a negative is offered to be made positive, once, and never silently", async ({ page, studio }) => {
  await enter(page, studio);
  await answerInspections(page, (asked) => ({ negative: asked === 0 }));
  await page.goto("/workbench");
  await choose(page, await jpeg("film.jpg"));
  await expect(page.getByText("This looks like a negative.")).toBeVisible();
  await page.getByRole("button", { name: "Make it positive" }).click();
  await expect(page.getByText("This looks like a negative.")).toBeHidden();
  await page.getByRole("button", { name: "Turn and crop" }).click();
  await expect(page.getByRole("button", { name: "Negative" })).toHaveAttribute("aria-pressed", "true");
});

test("the photos on a scan become photos of their own, and one that is dismissed is not offered again", async ({
  page,
  studio,
}) => {
  await enter(page, studio);
  const half = (x: number) => ({ rotate: 0, crop: { x, y: 0, width: 0.5, height: 1 } });
  await answerInspections(page, (asked) => (asked === 0 ? { photos: [half(0), half(0.5)], turn: 90 } : {}));
  await page.goto("/workbench");
  await choose(page, await jpeg("scan.jpg", 320, 160));
  await page.getByRole("button", { name: "Dismiss: This photo seems to lie on its side." }).click();
  await page.getByRole("button", { name: "Make them photos of their own" }).click();
  for (const number of [1, 2]) await expect(inList(page, `scan, photo ${number}.jpg`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Colorize 2 photos" })).toBeVisible();
  await expect.poll(() => sizeOf(page, "scan, photo 1.jpg")).toEqual([160, 160]);
  await expect(page.getByText("This photo seems to lie on its side.")).toBeHidden();
});
