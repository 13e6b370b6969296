import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { callColorize, makeForm } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signIn, signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

const run = promisify(execFile);

test("a key is created, shown once, works in the call shown with it, and is refused once revoked", async ({
  page,
  context,
  studio,
}, info) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 3 }));
  await page.goto("/console/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByLabel("Name").fill("Archive scanner");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Save your key now" });
  await expect(dialog).toBeVisible();
  const shown = await dialog.locator("pre").allTextContents();
  const key = shown[0] ?? "";
  expect(key).toMatch(/^pxs_live_[0-9A-Za-z]{38}$/);
  expect(shown[1]).toBe(`PIXOMAX_API_KEY=${key}`);
  expect(shown[3]).toMatch(/^npx --yes http:\/\/\S+\/downloads\/pixomax-cli\.tgz colorize photos --out colored$/);

  // The sample is run as it stands, with a photo in the place it names.
  const photo = info.outputPath("photo.jpg");
  await writeFile(photo, await smallPhoto());
  const command = (shown[2] ?? "").replace(/@[^'"\s]+/, `@${photo}`).replace("http://localhost", "http://127.0.0.1");
  const { stdout } = await run("bash", ["-c", `${command} --silent`]);
  expect(JSON.parse(stdout)).toEqual({ outputUrl: expect.stringContaining("/out.png") });

  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await page.reload();
  await expect(page.getByText("Archive scanner")).toBeVisible();
  expect(await page.content()).not.toContain(key);

  await page.getByRole("button", { name: "Revoke Archive scanner" }).click();
  await page.getByLabel("Type the key's name to confirm").fill("Archive scanner");
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(
    page
      .getByRole("row", { name: /Archive scanner/ })
      .getByText("Revoked", { exact: true })
      .last(),
  ).toBeVisible();
  expect((await callColorize(studio, key, { image: await smallPhoto() })).status).toBe(401);
});

test("the jobs page lists jobs of the workbench and of API keys with what they cost, and opens each", async ({
  page,
  context,
  studio,
}) => {
  const account = await createAccount(studio, { credits: 5 });
  const session = await signIn(studio, account);
  const image = new File([new Uint8Array(await smallPhoto(200, 150))], "by-hand.jpg", { type: "image/jpeg" });
  await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" });
  const form = makeForm({ model: "tiny" });
  form.append("image", image, "by-hand.jpg");
  expect((await session.send("POST", "/api/workbench/colorize", form)).status).toBe(200);

  await signInBrowser(context, studio, account);
  await page.goto("/console/jobs");
  const byHand = page.getByRole("row", { name: /by-hand\.jpg/ });
  const byKey = page.getByRole("row", { name: /photo\.jpg/ });
  await expect(byHand.getByText("Workbench", { exact: true }).last()).toBeVisible();
  await expect(byKey.getByText("tests", { exact: true }).last()).toBeVisible();
  await expect(byHand.getByText("1 credit", { exact: true }).last()).toBeVisible();
  await byHand.getByRole("link", { name: "by-hand.jpg" }).click();
  await expect(page).toHaveURL(/\/console\/jobs\/job_/);
  for (const alt of ["by-hand.jpg, the original", "by-hand.jpg, in color"]) {
    await expect(page.getByRole("img", { name: alt })).toBeVisible();
  }
  const download = page.waitForEvent("download");
  await page
    .getByRole("link", { name: /Download/ })
    .first()
    .click();
  expect((await download).suggestedFilename()).toBe("by-hand-color.png");
});

test("another person's job is not found, as a page too", async ({ page, context, studio, account }) => {
  const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" });
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  await page.goto(`/console/jobs/${answer.headers.get("x-job-id")}`);
  await expect(page.getByText("There is no such job")).toBeVisible();
  await expect(page.getByRole("link", { name: "Download" })).toHaveCount(0);
});
