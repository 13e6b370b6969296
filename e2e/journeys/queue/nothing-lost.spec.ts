import sharp from "sharp";
import { smallPhoto } from "../../support/photos";
import { expect, test } from "../../support/studio-test";
import {
  choose,
  colorizePath,
  enter,
  expectDone,
  expectPaidOnce,
  holdUploads,
  inList,
  listJobs,
  makeFiles,
  names,
  run,
} from "./queue-page";

test.slow();

test("a reload in the middle of a batch loses nothing: it goes on by itself, in its order", async ({
  page,
  context,
  studio,
}) => {
  const { session } = await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles(...names));
  const uploads = await holdUploads(page);
  await run(page);
  await uploads.atLeast(1);
  await page.unroute(`**${colorizePath}`);
  await page.reload();
  await expectDone(page, names.length);
  const shown = page.getByRole("region", { name: "Photos" }).getByText(/^(one|two|three|four)\.jpg$/);
  expect(await shown.allTextContents()).toEqual(names);
  await expectPaidOnce(session, names);
});

test("unsent photos and failed attempts are there after a reload, with what is open", async ({
  page,
  context,
  studio,
}) => {
  await enter(context, studio);
  await page.goto("/workbench");
  // A browser cannot read TIFF, so only the studio finds that it breaks off.
  const whole = await sharp(await smallPhoto())
    .tiff()
    .toBuffer();
  await choose(page, [{ name: "torn.tif", mimeType: "image/tiff", buffer: whole.subarray(0, 700) }]);
  await run(page);
  await expect(page.getByText("Failed, not charged")).toBeVisible({ timeout: 30_000 });
  await choose(page, await makeFiles("one.jpg", "two.jpg"));
  await inList(page, "torn.tif").click();
  await page.reload();
  await expect(page.getByText("Failed, not charged")).toBeVisible();
  for (const name of ["torn.tif", "one.jpg", "two.jpg"]) await expect(inList(page, name)).toBeVisible();
});

test("a page that is killed after a photo has arrived neither sends nor pays it again", async ({
  page,
  context,
  studio,
}) => {
  const { session } = await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles("one.jpg"));
  // The photo arrives, and the page never hears of it.
  await page.route(`**${colorizePath}`, (route) => void route.fetch().catch(() => null));
  await run(page);
  await expect.poll(async () => (await listJobs(session)).length, { timeout: 60_000 }).toBe(1);
  await page.close();
  const sent: string[] = [];
  context.on("request", (request) => request.url().endsWith(colorizePath) && sent.push(request.url()));
  const next = await context.newPage();
  await next.goto("/workbench");
  await expectDone(next, 1);
  expect(sent).toEqual([]);
  await expectPaidOnce(session, ["one.jpg"]);
});

test("photos go on while their owner is in the console, and are there on the way back", async ({
  page,
  context,
  studio,
}) => {
  const { session } = await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles(...names));
  const uploads = await holdUploads(page);
  await run(page);
  await uploads.atLeast(1);
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Console" }).click();
  await expect(page).toHaveURL(/\/console/);
  await uploads.letGo();
  const countDone = async () => (await listJobs(session)).filter(({ status }) => status === "succeeded").length;
  await expect.poll(countDone, { timeout: 90_000 }).toBe(names.length);
  await main.getByRole("link", { name: "Workbench" }).click();
  await expectDone(page, names.length);
  await expectPaidOnce(session, names);
});

test("two tabs have the same queue, one of them sends, and the other goes on when that one is closed", async ({
  page,
  context,
  studio,
}) => {
  const { session } = await enter(context, studio);
  await page.goto("/workbench");
  const second = await context.newPage();
  await second.goto("/workbench");
  await choose(page, await makeFiles(...names));
  for (const name of names) await expect(inList(second, name)).toBeVisible();
  const [first, other] = [await holdUploads(page), await holdUploads(second)];
  await run(second);
  await first.atLeast(1);
  expect(other.held).toHaveLength(0);
  await page.close();
  await other.atLeast(1);
  await other.letGo();
  await expectDone(second, names.length);
  await expectPaidOnce(session, names);
});

test("without network the batch waits and says so, and goes on by itself when it is back", async ({
  page,
  context,
  studio,
}) => {
  const { session } = await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles(...names));
  const uploads = await holdUploads(page);
  await run(page);
  await uploads.atLeast(1);
  await context.setOffline(true);
  await uploads.cutOff();
  await expect(page.getByText(/You are offline/)).toBeVisible({ timeout: 20_000 });
  await context.setOffline(false);
  await expectDone(page, names.length);
  await expectPaidOnce(session, names);
});

test("a session that ends in the middle of a batch asks to sign in, and then the batch goes on", async ({
  page,
  context,
  studio,
}) => {
  const { account, session } = await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles(...names));
  const uploads = await holdUploads(page);
  await run(page);
  await uploads.atLeast(1);
  await context.clearCookies();
  await uploads.letGo();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(account.email, { timeout: 60_000 });
  await dialog.getByLabel("Password", { exact: true }).fill(account.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expectDone(page, names.length);
  await expectPaidOnce(session, names);
});

test("whoever signs out leaves no photo in the browser", async ({ page, context, studio }) => {
  await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles("one.jpg", "two.jpg"));
  const isStored = () =>
    page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === "pixomax-queue"));
  expect(await isStored()).toBe(true);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${studio.url}/`);
  await expect.poll(isStored).toBe(false);
  await page.goto("/workbench");
  await expect(page.getByRole("button", { name: /Try the sample/ }).first()).toBeVisible();
  await expect(page.getByText("one.jpg")).toHaveCount(0);
});

test("another account in the same browser does not see the photos of the one before", async ({
  page,
  context,
  studio,
}) => {
  await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles("one.jpg"));
  await context.clearCookies();
  await enter(context, studio);
  await page.goto("/workbench");
  await expect(page.getByRole("button", { name: /Try the sample/ }).first()).toBeVisible();
  await expect(page.getByText("one.jpg")).toHaveCount(0);
});

test("a photo that was removed is back after Undo; whoever leaves the page deletes it from the studio", async ({
  page,
  context,
  studio,
}) => {
  const { session } = await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles("one.jpg"));
  await run(page);
  await expectDone(page, 1);
  const remove = async () => {
    await inList(page, "one.jpg").hover();
    await page.getByRole("button", { name: "Delete one.jpg" }).click();
    await expect(inList(page, "one.jpg")).toHaveCount(0);
  };
  await remove();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(inList(page, "one.jpg")).toBeVisible();
  expect(await listJobs(session)).toHaveLength(1);
  await remove();
  await page.goto("/pricing");
  await expect.poll(async () => (await listJobs(session)).length).toBe(0);
});

test("five hundred files dropped at once are all there, also after a reload", async ({ page, context, studio }) => {
  await enter(context, studio);
  await page.goto("/workbench");
  const photo = await smallPhoto();
  // What follows the picture's end makes each a file of its own.
  const files = Array.from({ length: 500 }, (_, at) => ({
    name: `${at}.jpg`,
    mimeType: "image/jpeg",
    buffer: Buffer.concat([photo, Buffer.from(`photo ${at}`)]),
  }));
  await page.locator("input[type=file]").first().setInputFiles(files);
  const count = page.getByText("0 of 500 done");
  await expect(count).toBeVisible({ timeout: 30_000 });
  const countStored = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("pixomax-queue");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction("files").objectStore("files").count();
            counting.onsuccess = () => resolve(counting.result);
            opening.result.close();
          };
        }),
    );
  await expect.poll(countStored, { timeout: 60_000 }).toBe(500);
  await page.reload();
  await expect(count).toBeVisible({ timeout: 30_000 });
});
