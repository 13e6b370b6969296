import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { measurePhoto } from "../support/photos";
import { expect, test } from "../support/studio-test";

test("a visitor has a sample in color, then makes an account for a photo of their own, comes back, signs out", async ({
  page,
}) => {
  test.slow();
  await page.goto("/");
  await page.getByRole("link", { name: "Try it now" }).click();
  await page.getByRole("button", { name: "Try the sample: Boats in Nagasaki" }).click();

  // The first color comes before the form.
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  await expect(page.getByRole("slider", { name: /nagasaki-boats\.jpg/ })).toBeVisible({ timeout: 60_000 });

  // The price stands there before anything is sent.
  const own = {
    name: "nagasaki.jpg",
    mimeType: "image/jpeg",
    buffer: await readFile("public/samples/nagasaki-boats.jpg"),
  };
  await page.locator("input[type=file]").first().setInputFiles(own);
  const options = page.getByRole("complementary", { name: "Options" });
  await options.getByRole("radio", { name: /^Tiny/ }).click();
  await expect(options.getByText("Total", { exact: true })).toBeVisible();
  await expect(options.getByText("1 credit", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();

  // The account is made without leaving the page, and the photo goes on by itself.
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(`${randomUUID()}@example.org`);
  await dialog.getByLabel("Password", { exact: true }).fill("an old photo in color");
  await dialog.getByRole("button", { name: "Create account" }).click();
  const slider = page.getByRole("slider", { name: /nagasaki\.jpg/ });
  await expect(slider).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("link", { name: "9 credits" })).toBeVisible();

  await slider.focus();
  await slider.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "100% before, 0% after");
  await slider.press("Home");
  await expect(slider).toHaveAttribute("aria-valuenow", "0");
  await slider.press("ArrowRight");
  await expect(slider).not.toHaveAttribute("aria-valuenow", "0");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("nagasaki-color.jpg");
  const photo = await measurePhoto(await readFile(await saved.path()));
  const original = await measurePhoto(await readFile("public/samples/nagasaki-boats.jpg"));
  expect(photo).toMatchObject({ format: "jpeg", width: original.width, height: original.height });
  expect(photo.chroma).toBeGreaterThan(8);

  // The list is the server's: a fresh page has it too.
  await page.reload();
  await expect(page.getByRole("slider", { name: /nagasaki\.jpg/ })).toBeVisible();
  await expect(page.getByText("2 of 2 done")).toBeVisible();

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Try it now" })).toBeVisible();
  await page.goto("/console");
  await expect(page).toHaveURL(/\/sign-in/);
});
