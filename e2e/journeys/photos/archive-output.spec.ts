import exifr from "exifr";
import sharp from "sharp";
import { smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

test("a scan becomes a TIFF with its size and caption, and the browser shows it", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 3 }));
  const scan = await sharp(await smallPhoto(240, 160))
    .withExif({ IFD0: { ImageDescription: "Uncle Bob, Tulsa 1943" } })
    .withMetadata({ density: 600 })
    .jpeg()
    .toBuffer();
  await page.goto("/workbench");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles([{ name: "bob.jpg", mimeType: "image/jpeg", buffer: scan }]);
  const options = page.getByRole("complementary", { name: "Options" });
  for (const off of await options.getByRole("radio", { name: "Off" }).all()) await off.click();
  await options.getByRole("radio", { name: /^Tiny/ }).click();
  await options.getByLabel("Output", { exact: true }).selectOption("TIFF");
  const shown = page.waitForResponse((answer) => /\/picture\?format=png&recipe=none$/.test(answer.url()));
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  const download = page.getByRole("link", { name: "Download" });
  await expect(download).toHaveAttribute("download", "bob-color.tif", { timeout: 60_000 });
  expect((await shown).headers()["content-type"]).toBe("image/png");

  const output = await page.request.get(String(await download.getAttribute("href")));
  expect(output.headers()["content-type"]).toBe("image/tiff");
  const found = await exifr.parse(await output.body(), { tiff: true, xmp: true });
  expect(found).toMatchObject({ XResolution: 600, YResolution: 600, ImageDescription: "Uncle Bob, Tulsa 1943" });
});
