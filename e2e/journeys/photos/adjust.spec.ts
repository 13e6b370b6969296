import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../../support/expect-accessible";
import { type Color, lightnessOf, readFileColor, readShownColor, twoWalls } from "../../support/read-color";
import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import type { Studio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

const leftWall: [number, number] = [0.2, 0.3];
const rightWall: [number, number] = [0.8, 0.3];

/** Colorizes a photo and returns the panel beside it. */
async function colorize(page: Page, context: BrowserContext, studio: Studio) {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 2 }));
  await page.goto("/workbench");
  const buffer = await twoWalls();
  await page.locator("input[type=file]").first().setInputFiles({ name: "walls.jpg", mimeType: "image/jpeg", buffer });
  await page.getByRole("radio", { name: /^Tiny/ }).click();
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  const panel = page.getByRole("region", { name: /^Adjust/ });
  await expect(panel.getByRole("slider", { name: "Warmth" })).toBeVisible({ timeout: 60_000 });
  // Before it, a small copy stands in, whose colors are not exactly the output's.
  await expect(page.locator("img[alt$=', in color'][data-resolution=full]")).toBeVisible();
  return panel;
}

const shown = async (page: Page, place: [number, number]): Promise<Color> => {
  const color = await readShownColor(page, place);
  if (!color) throw new Error("No colorized photo is shown.");
  return color;
};
const warmthOf = ({ red, blue }: Color) => red - blue;
const greennessOf = ({ red, green, blue }: Color) => green - Math.max(red, blue);

test("a slider changes the photo at once and without the server, can be undone, and comes back after a reload", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  const panel = await colorize(page, context, studio);
  const before = await shown(page, leftWall);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    if (/\/picture/.test(request.url())) sent.push(request.url());
  });
  const warmth = panel.getByRole("slider", { name: "Warmth" });
  await warmth.press("End");
  await expect(warmth).toHaveAttribute("aria-valuetext", "100 warmer");
  await expect.poll(async () => warmthOf(await shown(page, leftWall))).toBeGreaterThan(warmthOf(before) + 20);
  expect(Math.abs(lightnessOf(await shown(page, leftWall)) - lightnessOf(before))).toBeLessThan(1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => readShownColor(page, leftWall)).toEqual(before);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(async () => warmthOf(await shown(page, leftWall))).toBeGreaterThan(warmthOf(before) + 20);
  const warm = await shown(page, leftWall);
  await expect(panel.getByText(/^Saved/)).toBeVisible();
  expect(sent.length).toBeGreaterThan(0);
  for (const request of sent) expect(request).toMatch(/^PATCH \/api\/console\/jobs\/[\w-]+\/recipe$/);

  await page.reload();
  await expect(warmth).toHaveAttribute("aria-valuetext", "100 warmer");
  await expect.poll(() => readShownColor(page, leftWall)).toEqual(warm);
});

test("a painted color fills what it was painted on and nothing else, keeps the lightness, and is in the download", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  const panel = await colorize(page, context, studio);
  const [left, right] = [await shown(page, leftWall), await shown(page, rightWall)];
  await panel.getByRole("button", { name: "Paint", exact: true }).click();
  await panel.getByRole("button", { name: "Grass" }).click();
  const layer = page.getByRole("application", { name: "Paint on the photo" });
  const box = await layer.boundingBox();
  if (!box) throw new Error("The hint layer has no size.");
  await page.mouse.move(box.x + box.width * 0.15, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.7, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => greennessOf(await shown(page, leftWall))).toBeGreaterThan(15);
  const painted = await shown(page, leftWall);
  expect(Math.abs(lightnessOf(painted) - lightnessOf(left))).toBeLessThan(1);
  for (const channel of ["red", "green", "blue"] as const) {
    expect(Math.abs((await shown(page, rightWall))[channel] - right[channel])).toBeLessThanOrEqual(3);
  }

  await expect(panel.getByText(/^Saved/)).toBeVisible();
  await panel.getByRole("button", { name: "Download as" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^JPEG/ }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("walls-color.jpg");
  const downloaded = await readFileColor(await download.path(), leftWall);
  for (const channel of ["red", "green", "blue"] as const) {
    expect(Math.abs(downloaded[channel] - painted[channel])).toBeLessThanOrEqual(8);
  }

  await panel.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => readShownColor(page, leftWall)).toEqual(left);
  await panel.getByRole("button", { name: "Redo" }).click();
  await panel.getByRole("button", { name: "Erase" }).click();
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.65);
  await expect.poll(() => readShownColor(page, leftWall)).toEqual(left);
});

test("what cannot be saved is said and kept, and saved by a click", async ({ page, context, studio }) => {
  test.slow();
  const panel = await colorize(page, context, studio);
  await page.route("**/recipe", (route) => route.abort());
  await panel.getByRole("slider", { name: "Saturation" }).press("Home");
  await expect(panel.getByRole("alert")).toContainText("Not saved yet");
  await page.unroute("**/recipe");
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(panel.getByRole("slider", { name: "Saturation" })).toHaveAttribute("aria-valuetext", "0%");
});

test("colors are painted by keyboard alone, on an accessible page", async ({ page, context, studio }) => {
  test.slow();
  const panel = await colorize(page, context, studio);
  const left = await shown(page, leftWall);
  await panel.getByRole("button", { name: "Paint", exact: true }).press("Enter");
  await panel.getByRole("button", { name: "Brick" }).press("Enter");
  const layer = page.getByRole("application", { name: "Paint on the photo" });
  for (let presses = 0; presses < 6; presses += 1) await layer.press("ArrowLeft");
  await expect(layer.getByRole("status")).toHaveText("26% across, 50% down");
  await page.keyboard.press("]");
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: "Remove Brick" })).toBeVisible();
  await expect.poll(async () => warmthOf(await shown(page, leftWall))).toBeGreaterThan(warmthOf(left) + 15);
  await expectAccessible(page);
  await layer.press("Escape");
  await expect(layer).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("one finger paints, and two fingers leave no paint", async ({ page, context, studio }) => {
    test.slow();
    const panel = await colorize(page, context, studio);
    await panel.getByRole("button", { name: "Paint", exact: true }).tap();
    await panel.getByRole("button", { name: "Denim" }).tap();
    const layer = page.getByRole("application", { name: "Paint on the photo" });
    await layer.scrollIntoViewIfNeeded();
    // The panel has just opened: a touch where the photo was a moment ago paints nothing.
    let last = "";
    const isStill = async () => {
      const [before, now] = [last, JSON.stringify(await layer.boundingBox())];
      last = now;
      return before === now;
    };
    await expect.poll(isStill, { intervals: [300] }).toBe(true);
    const box = await layer.boundingBox();
    if (!box) throw new Error("The hint layer has no size.");
    const [x, y] = [box.x + box.width * 0.25, box.y + box.height * 0.5];
    const devtools = await context.newCDPSession(page);
    const touch = (
      type: "touchStart" | "touchMove" | "touchEnd",
      ...touchPoints: { x: number; y: number; id: number }[]
    ) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", { x, y, id: 1 });
    await touch("touchStart", { x, y, id: 1 }, { x: x + 60, y, id: 2 });
    await touch("touchMove", { x: x - 20, y, id: 1 }, { x: x + 90, y, id: 2 });
    await touch("touchEnd");
    await touch("touchStart", { x, y, id: 3 });
    await touch("touchMove", { x: x + 10, y: y + 6, id: 3 });
    await touch("touchEnd");
    await expect(panel.getByRole("button", { name: "Remove Denim" })).toHaveCount(1);
    await page.keyboard.press("Control+z");
    await expect(panel.getByRole("button", { name: "Remove Denim" })).toHaveCount(0);
    await expect(panel.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
  });
});
