import { callColorize, makeForm } from "../support/call-colorize";
import { expectAccessible } from "../support/expect-accessible";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signIn, signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

for (const path of ["/", "/docs", "/pricing", "/sign-in", "/sign-up", "/workbench", "/no-such-page"]) {
  test(`${path} is accessible to a visitor`, async ({ page }) => {
    // The documentation is long, and every element of it is checked.
    test.slow();
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expectAccessible(page);
  });
}

for (const path of ["/console", "/console/keys", "/console/jobs", "/console/billing", "/workbench"]) {
  test(`${path} is accessible, with nothing in it and with jobs and keys`, async ({ page, context, studio }) => {
    test.slow();
    const account = await createAccount(studio, { credits: 3 });
    const session = await signIn(studio, account);
    await signInBrowser(context, studio, session);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expectAccessible(page);
    const form = makeForm({ image: await smallPhoto(320, 200), model: "tiny" });
    expect((await session.send("POST", "/api/workbench/colorize", form)).status).toBe(200);
    await callColorize(studio, account.apiKey, { image: await smallPhoto(200, 320), model: "tiny" });
    await page.reload({ waitUntil: "networkidle" });
    await expectAccessible(page);
  });
}

test("a job's page is accessible", async ({ page, context, studio, account }) => {
  const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(320, 200), model: "tiny" });
  await signInBrowser(context, studio, account);
  await page.goto(`/console/jobs/${answer.headers.get("x-job-id")}`);
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
  await expectAccessible(page);
});

test("the dialogs are accessible", async ({ page, context, studio }) => {
  test.slow();
  await page.goto("/workbench");
  const file = { name: "own.jpg", mimeType: "image/jpeg", buffer: await smallPhoto(240, 160) };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/console/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  await expect(page.getByRole("radio", { name: /^Test/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Revoke tests" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(page);
});
