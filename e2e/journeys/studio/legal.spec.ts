import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expectAccessible } from "../../support/expect-accessible";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let studio: Studio;
const file = (name: string) => path.join(studio.dataDir, "legal", `${name}.md`);
test.beforeAll(async () => {
  studio = await startStudio({ COLORIZE_PROVIDER: "none" });
  await mkdir(path.join(studio.dataDir, "legal"));
});
test.afterAll(() => endStudio(studio));

test("the operator's pages are there while their files are, linked, and hold no HTML and no foreign picture", async ({
  page,
}) => {
  expect((await page.goto(`${studio.url}/imprint`))?.status()).toBe(404);
  await expect(page.getByRole("navigation", { name: "Legal" })).toHaveCount(0);
  const text = "# Who runs this\n\n## Museum\n\n<script>window.hacked = 1</script> <b>x</b>\n\n[bad](javascript:alert)";
  await writeFile(file("imprint"), `${text}\n\n![elsewhere](https://pictures.example/x.png)\n\n[call](tel:+491)`);
  await page.goto(studio.url);
  await page.getByRole("navigation", { name: "Legal" }).getByRole("link", { name: "Who runs this" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Who runs this" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Museum" })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.locator("img, b, script")).toHaveCount(0);
  expect(await main.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
    "",
    "tel:+491",
  ]);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expectAccessible(page);
  await rm(file("imprint"));
  expect((await page.reload())?.status()).toBe(404);
});

test("an account is made only with consent, and is asked again when the terms have changed", async ({ page }) => {
  await writeFile(file("terms"), "# Terms of use");
  await writeFile(file("privacy"), "# Privacy");
  await page.goto(`${studio.url}/sign-up?next=/console`);
  await page.getByLabel("Email").fill("ada.lovelace@example.org");
  await page.getByLabel("Password", { exact: true }).fill("analytical engine");
  await page.getByRole("button", { name: "Create account" }).click();
  const box = page.getByRole("checkbox", { name: "I agree to Terms of use and have read Privacy." });
  await expect(box).toHaveAccessibleDescription("Please check this box to create an account");
  await expectAccessible(page);
  await box.check();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const agree = page.getByRole("button", { name: "I agree" });
  await expect(agree).toHaveCount(0);
  await writeFile(file("terms"), "# Terms of use\n\nNew.");
  await page.reload();
  await expectAccessible(page);
  await agree.click();
  await expect(agree).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(agree).toHaveCount(0);
});
