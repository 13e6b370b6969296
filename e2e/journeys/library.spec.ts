import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { callColorize } from "../support/call-colorize";
import { expectAccessible } from "../support/expect-accessible";
import { expect, test } from "../support/forwarding-test";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount } from "../support/run-admin";
import { type Session, signIn, signInBrowser } from "../support/sign-in";

test.use({ settings: { KEEP_PHOTOS: "true" } });

/** Sends a photo as the workbench does. Photos of different widths are different photos. */
async function send(session: Session, name: string, width = 96, bytes?: Buffer) {
  const form = new FormData();
  form.append("model", "tiny");
  form.append("image", new File([new Uint8Array(bytes ?? (await smallPhoto(width)))], name, { type: "image/jpeg" }));
  return session.send("POST", "/api/workbench/colorize", form);
}

const tiles = (page: Page) => page.getByRole("list", { name: "Photos" }).getByRole("listitem");
const tile = (page: Page, name: string) => tiles(page).filter({ hasText: name });
let account: Account;
let session: Session;
test.beforeEach(async ({ studio, context }) => {
  account = await createAccount(studio, { credits: 300 });
  session = await signIn(studio, account);
  await signInBrowser(context, studio, account);
});

test("every photo is there once, from workbench and API, is found by name, renamed, kept and opened", async ({
  page,
  studio,
}) => {
  test.slow();
  for (const name of ["Éva 1943.jpg", "again.jpg"]) expect((await send(session, name)).status).toBe(200);
  await callColorize(studio, account.apiKey, { image: await smallPhoto(120), model: "tiny" });
  await page.goto("/workbench");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Library" }).click();
  await expect(tiles(page)).toHaveCount(2);
  await expect(tile(page, "again.jpg").getByText("2 versions")).toBeVisible();
  await expect(tile(page, "photo.jpg").getByText(/^Deleted on /)).toBeVisible();

  await tile(page, "again.jpg").getByRole("button", { name: "Actions for again.jpg" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name of the photo" }).fill("Éva 👵🏽 1943.jpg");
  await page.keyboard.press("Enter");
  await expect(tile(page, "Éva 👵🏽 1943.jpg")).toBeVisible();

  await page.getByRole("searchbox", { name: "Search by name" }).fill("EVA");
  await expect(tiles(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\/library\?search=EVA/);
  await page.reload();
  await expect(tiles(page)).toHaveCount(1);
  await page.getByRole("searchbox", { name: "Search by name" }).fill("100%");
  await expect(page.getByText("No photos match")).toBeVisible();
  await page.getByRole("button", { name: "Show all photos" }).click();
  await expect(tiles(page)).toHaveCount(2);
  await page.getByLabel("Source").selectOption("API");
  await expect(tiles(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(tiles(page)).toHaveCount(2);

  await tile(page, "photo.jpg").getByRole("button", { name: "Actions for photo.jpg" }).click();
  await page.getByRole("menuitem", { name: "Keep", exact: true }).click();
  await expect(tile(page, "photo.jpg").getByText("Kept", { exact: true })).toBeVisible();
  await expectAccessible(page, "main");
  await tile(page, "photo.jpg").getByRole("link").click();
  await expect(page).toHaveURL(/\/workbench\?job=job_/);
  await expect(
    page.getByRole("region", { name: "Photo", exact: true }).getByRole("heading", { name: "photo.jpg" }),
  ).toBeVisible();
});

test("photos are selected by pointer and keyboard, and deleting them can be undone until one leaves", async ({
  page,
}) => {
  test.slow();
  for (const [index, name] of ["a.jpg", "b.jpg", "c.jpg", "d.jpg"].entries()) {
    expect((await send(session, name, 96 + index)).status).toBe(200);
  }
  await page.goto("/library?sort=name");
  const bar = page.getByRole("region", { name: "Selected photos" });
  await page.getByRole("checkbox", { name: "Select a.jpg" }).click();
  await expect(bar.getByText("1 photo", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Select c.jpg" }).click({ modifiers: ["Shift"] });
  await expect(bar.getByText("3 photos", { exact: true })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select d.jpg" })).not.toBeChecked();
  await expectAccessible(page, "main");
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();

  // By keyboard alone: along the tiles, one of them selected, then all of them.
  await tile(page, "a.jpg").getByRole("link").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tile(page, "b.jpg").getByRole("link")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Select b.jpg" })).toBeChecked();
  await page.keyboard.press("ControlOrMeta+a");
  await expect(bar.getByText("4 photos", { exact: true })).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByText("No photos yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tiles(page)).toHaveCount(4);

  await page.getByRole("checkbox", { name: "Select a.jpg" }).click();
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(tiles(page)).toHaveCount(3);
  await page.goto("/docs");
  const left = async () => {
    const { photos } = (await session.send("GET", "/api/console/photos?sort=name")).body as {
      photos: { job: { name: string } }[];
    };
    return photos.map(({ job }) => job.name);
  };
  await expect.poll(left).toEqual(["b.jpg", "c.jpg", "d.jpg"]);
});

test("Jobs lists every attempt, refused ones with their reason, filters them and exports them", async ({ page }) => {
  expect((await send(session, "dock.jpg", 100)).status).toBe(200);
  expect((await send(session, "torn.jpg", 100, (await smallPhoto()).subarray(0, 400))).status).toBe(400);
  await page.goto("/console/jobs");
  const torn = page.getByRole("row", { name: /torn\.jpg/ });
  await expect(torn.getByText("Refused").last()).toBeVisible();
  await expect(torn.getByText("Not charged").last()).toBeVisible();
  await expect(page.getByRole("row", { name: /dock\.jpg/ })).toBeVisible();
  await expectAccessible(page, "main");

  await page.getByLabel("Status").selectOption("Refused");
  await expect(page.getByRole("row", { name: /dock\.jpg/ })).toBeHidden();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv.split("\r\n")[1]).toMatch(/,torn\.jpg,refused,workbench,/);
  expect(csv).not.toContain("dock.jpg");

  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("checkbox", { name: "Select dock.jpg" }).click();
  await page.getByRole("region", { name: "Selected photos" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row", { name: /dock\.jpg/ })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "dock.jpg" }).click();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name of the photo" }).fill("Harbor.jpg");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Harbor.jpg" })).toBeVisible();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.getByText("Kept", { exact: true })).toBeVisible();
});

test("of hundreds of photos only those in the window are in the page, and the last one is reached", async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const count = 210;
  const names = Array.from({ length: count }, (_, index) => `photo ${String(index).padStart(3, "0")}.jpg`);
  for (let start = 0; start < count; start += 6) {
    await Promise.all(names.slice(start, start + 6).map((name, index) => send(session, name, 64 + start + index)));
  }
  await page.goto("/library?sort=name");
  await expect(tile(page, "photo 000.jpg")).toBeVisible();
  // How long each frame took while the page scrolls to its end, for the record: other work on the machine counts too.
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const note = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(window, { frames });
  });
  await expect(async () => {
    await page.mouse.wheel(0, 900);
    await expect(tile(page, "photo 209.jpg")).toBeVisible({ timeout: 50 });
  }).toPass({ timeout: 60_000, intervals: [50] });
  const frames = await page.evaluate(() =>
    (window as unknown as { frames: number[] }).frames.toSorted((a, b) => b - a),
  );
  info.annotations.push({ type: "longest frames, ms", description: frames.slice(0, 5).map(Math.round).join(", ") });
  expect(await tiles(page).count()).toBeLessThan(100);
  await page.keyboard.press("ControlOrMeta+a");
  await expect(page.getByRole("region", { name: "Selected photos" }).getByText("210 photos")).toBeVisible();
});
