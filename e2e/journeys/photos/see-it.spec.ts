import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { makeForm } from "../../support/call-colorize";
import { expectAccessible } from "../../support/expect-accessible";
import { smallPhoto } from "../../support/photos";
import { type Account, createAccount } from "../../support/run-admin";
import { signIn, signInBrowser } from "../../support/sign-in";
import type { Studio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

type JobLinks = { jobId: string; thumbUrl: string | null };

/** Colors one photo of 1200×800 once with each model and waits for the last thumbnail; returns a signed-in session. */
async function prepare(studio: Studio, account: Account, models = ["tiny"]) {
  const session = await signIn(studio, account);
  for (const model of models) {
    const form = makeForm({ image: new Blob([new Uint8Array(await smallPhoto(1200, 800))]), model });
    expect((await session.send("POST", "/api/workbench/colorize", form)).status).toBe(200);
  }
  const newest = async () => {
    const { body } = await session.send("GET", "/api/console/jobs");
    return (body as { jobs: JobLinks[] }).jobs[0];
  };
  await expect.poll(async () => (await newest())?.thumbUrl ?? null).not.toBeNull();
  return session;
}

async function openPhoto(page: Page, studio: Studio): Promise<void> {
  await signInBrowser(page.context(), studio, await prepare(studio, await createAccount(studio, { credits: 5 })));
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/workbench");
  await expect(inColor(page)).toHaveAttribute("data-resolution", "full");
}

const inColor = (page: Page) => page.getByRole("img", { name: "photo.jpg, in color" });
const asItWas = (page: Page) => page.getByRole("img", { name: "photo.jpg, as it was" });
const zoomButton = (page: Page) => page.getByRole("button", { name: /^\d+%, zoom to/ });
const percentOf = async (page: Page) => Number.parseInt((await zoomButton(page).textContent()) ?? "", 10);
/** Pictures follow the viewport in the next frame. */
const boxOf = async (locator: Locator) => {
  await locator.page().evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const box = await locator.boundingBox();
  if (!box) throw new Error("It is not on the page.");
  return box;
};
/** Where a picture lies in its pane. */
const placeIn = async (pane: Locator, picture: Locator) => {
  const inner = await boxOf(picture);
  const outer = await boxOf(pane);
  const round = (value: number) => Math.round(value);
  return [inner.x - outer.x, inner.y - outer.y, inner.width, inner.height].map(round);
};
const pane = (page: Page, name = "Before and after of photo.jpg") => page.getByRole("group", { name, exact: true });
const hoverMiddle = async (page: Page) => {
  const { x, y, width, height } = await boxOf(pane(page));
  await page.mouse.move(x + width / 2 + 60, y + height / 2);
  return { x: x + width / 2 + 60, y: y + height / 2 };
};

test("a photo zooms by wheel, keys and double click, to where a pixel of it is one of the screen", async ({
  page,
  studio,
}) => {
  test.slow();
  await openPhoto(page, studio);
  const fit = await percentOf(page);
  expect(fit).toBeLessThan(100);
  const at = await hoverMiddle(page);
  const before = await boxOf(inColor(page));
  await page.mouse.wheel(0, -240);
  await expect.poll(() => percentOf(page)).toBeGreaterThan(fit);
  const after = await boxOf(inColor(page));
  const share = (box: typeof before) => (at.x - box.x) / box.width;
  expect(share(after)).toBeCloseTo(share(before), 2);

  await page.keyboard.press("1");
  await expect(zoomButton(page)).toHaveText("100%");
  expect((await boxOf(inColor(page))).width).toBe(1200);
  await page.keyboard.press("+");
  await expect(zoomButton(page)).toHaveText("200%");
  await page.keyboard.press("-");
  await expect(zoomButton(page)).toHaveText("100%");
  await page.keyboard.press("0");
  await expect(zoomButton(page)).toHaveText(`${fit}%`);
  await page.mouse.dblclick(at.x, at.y);
  await expect(zoomButton(page)).toHaveText("100%");
  await page.mouse.dblclick(at.x, at.y);
  await expect(zoomButton(page)).toHaveText(`${fit}%`);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(() => percentOf(page)).toBeGreaterThan(fit);
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  await expect(zoomButton(page)).toHaveText(`${fit}%`);
});

test("a zoomed photo moves with the hand and the arrow keys, and no further than its edges", async ({
  page,
  studio,
}) => {
  test.slow();
  await openPhoto(page, studio);
  const { x, y } = await hoverMiddle(page);
  await page.keyboard.press("1");
  await expect(zoomButton(page)).toHaveText("100%");
  const drag = async (dx: number, dy: number) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx, y + dy, { steps: 4 });
    await page.mouse.up();
  };
  const start = await boxOf(inColor(page));
  await drag(-40, -20);
  const moved = await boxOf(inColor(page));
  expect([moved.x - start.x, moved.y - start.y].map(Math.round)).toEqual([-40, -20]);
  await expect(pane(page)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  expect(Math.round((await boxOf(inColor(page))).x - moved.x)).toBe(64);
  for (let pull = 0; pull < 4; pull += 1) await drag(250, 200);
  const edge = await boxOf(inColor(page));
  const window = await boxOf(pane(page));
  expect([edge.x, edge.y].map(Math.round)).toEqual([window.x, window.y].map(Math.round));

  // Space moves it from everywhere, the slider's handle too.
  const slider = page.getByRole("slider", { name: "Before and after of photo.jpg" });
  await slider.focus();
  const handle = await boxOf(slider);
  await page.mouse.move(handle.x + handle.width / 2, y);
  await page.keyboard.down("Space");
  await page.mouse.down();
  await page.mouse.move(handle.x - 80, y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Space");
  expect((await boxOf(inColor(page))).x).toBeLessThan(edge.x - 50);
  await expect(slider).toHaveAttribute("aria-valuenow", "50");
});

test("before and after lie on each other in every view, and the browser remembers the view", async ({
  page,
  studio,
}) => {
  test.slow();
  await openPhoto(page, studio);
  await hoverMiddle(page);
  await page.keyboard.press("1");
  await expect(zoomButton(page)).toHaveText("100%");
  await page.keyboard.press("+");
  await expect(zoomButton(page)).toHaveText("200%");
  expect(await placeIn(pane(page), asItWas(page))).toEqual(await placeIn(pane(page), inColor(page)));

  await page.getByRole("radio", { name: "Side by side" }).click();
  const [left, right] = ["Before", "After"].map((side) => pane(page, `Before and after of photo.jpg: ${side}`));
  if (!left || !right) throw new Error("There are two panes.");
  await expect(zoomButton(page)).toHaveText("200%");
  expect(await placeIn(left, asItWas(page))).toEqual(await placeIn(right, inColor(page)));
  const { x, y } = await boxOf(left);
  await page.mouse.move(x + 100, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 80, { steps: 3 });
  await page.mouse.up();
  expect(await placeIn(left, asItWas(page))).toEqual(await placeIn(right, inColor(page)));

  await page.reload();
  await expect(page.getByRole("radio", { name: "Side by side" })).toBeChecked();
  await page.getByRole("radio", { name: "Result" }).click();
  await expect(asItWas(page)).toBeHidden();
  await page.keyboard.down("o");
  await expect(asItWas(page)).toBeVisible();
  await page.keyboard.up("o");
  await expect(asItWas(page)).toBeHidden();
  const original = page.getByRole("button", { name: "Show the original" });
  await original.focus();
  await page.keyboard.press("Enter");
  await expect(asItWas(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(asItWas(page)).toBeHidden();
});

test("the full picture is loaded when somebody zooms in, where a small one is sharp enough until then", async ({
  page,
  studio,
}) => {
  test.slow();
  const session = await prepare(studio, await createAccount(studio, { credits: 5 }));
  await signInBrowser(page.context(), studio, session);
  const small = await sharp(await smallPhoto(1000, 666))
    .webp()
    .toBuffer();
  await page.route(/\/files\/.*\/thumb\.webp/, (route) => route.fulfill({ body: small, contentType: "image/webp" }));
  const outputs: string[] = [];
  page.on("request", (request) => request.url().includes("/out.") && outputs.push(request.url()));
  await page.goto("/workbench");
  await expect(inColor(page)).toHaveAttribute("data-resolution", "preview");
  expect(outputs).toEqual([]);
  await hoverMiddle(page);
  await page.mouse.wheel(0, -400);
  await expect(inColor(page)).toHaveAttribute("data-resolution", "full");
  expect(outputs.length).toBeGreaterThan(0);
  const natural = await inColor(page).evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
  expect(natural).toBe(1200);
});

test("a photo's versions stand in a strip: the chosen one is downloaded, and any two are compared", async ({
  page,
  studio,
}) => {
  test.slow();
  const session = await prepare(studio, await createAccount(studio, { credits: 5 }), ["tiny", "large"]);
  await signInBrowser(page.context(), studio, session);
  await page.goto("/workbench");
  const versions = page.getByRole("radiogroup", { name: "Versions" });
  const newest = versions.getByRole("radio", { name: /^Large, \d credits?$/ });
  await expect(newest).toBeChecked();
  const download = page.getByRole("link", { name: "Download" });
  const first = await download.getAttribute("href");
  await newest.focus();
  // Held as long as a person holds it: the group follows a moment after the key, and only while that is down.
  await page.keyboard.down("ArrowRight");
  await expect(versions.getByRole("radio", { name: "Tiny, 1 credit" })).toBeChecked();
  await page.keyboard.up("ArrowRight");
  await expect(download).not.toHaveAttribute("href", first ?? "");
  await page.getByLabel("Compare with").selectOption("Large");
  await expect(page.getByRole("img", { name: "photo.jpg, Large" })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Before and after of photo.jpg" })).toHaveAttribute(
    "aria-valuetext",
    "50% large, 50% tiny",
  );
  await expectAccessible(page);
});

test("a finger that holds still opens a loupe with both pictures, two fingers zoom", async ({ browser, studio }) => {
  test.slow();
  const context = await browser.newContext({
    baseURL: studio.url,
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await openPhoto(page, studio);
  const fit = await percentOf(page);
  const { x, y, width, height } = await boxOf(pane(page));
  const middle = { x: x + width / 2, y: y + height / 2 };
  const touch = await context.newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", ...points: { x: number; y: number }[]) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
  // Beside the handle of the slider, which a finger takes along.
  await send("touchStart", { x: x + width / 4, y: y + height / 4 });
  await expect(page.locator("[data-loupe]")).toBeVisible();
  await expect(page.locator("[data-loupe]").locator("img")).toHaveCount(2);
  await send("touchEnd");
  await expect(page.locator("[data-loupe]")).toHaveCount(0);

  const apart = (by: number) => [
    { ...middle, x: middle.x - by },
    { ...middle, x: middle.x + by },
  ];
  await send("touchStart", ...apart(30));
  await send("touchMove", ...apart(60));
  await send("touchMove", ...apart(90));
  await send("touchEnd");
  await expect.poll(async () => (await percentOf(page)) / fit).toBeGreaterThan(2.5);
  await context.close();
});

test("on a phone the controls stand in one row and nothing overlaps; the views are accessible", async ({
  page,
  studio,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  await openPhoto(page, studio);
  const controls = [
    ...(await page.getByRole("radiogroup", { name: "Compare by" }).getByRole("radio").all()),
    page.getByRole("button", { name: "Show the original" }),
    page.getByRole("button", { name: "Zoom out" }),
    zoomButton(page),
    page.getByRole("button", { name: "Zoom in" }),
    page.getByRole("button", { name: "Full screen" }),
  ];
  const boxes = await Promise.all(controls.map(boxOf));
  for (const [at, box] of boxes.entries()) {
    const previous = boxes[at - 1];
    if (previous) expect(box.x).toBeGreaterThanOrEqual(previous.x + previous.width - 0.5);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    expect(Math.abs(box.y + box.height / 2 - ((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0) / 2))).toBeLessThan(3);
  }
  for (const view of ["Side by side", "Slider"]) {
    await page.getByRole("radio", { name: view }).click();
    await expectAccessible(page);
  }
});

test("full screen shows the photo alone, and the button leads back", async ({ page, studio }) => {
  test.slow();
  await openPhoto(page, studio);
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Leave full screen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave full screen" })).toBeInViewport();
  await page.getByRole("button", { name: "Leave full screen" }).click();
  await expect(page.getByRole("button", { name: "Full screen" })).toBeVisible();
});
