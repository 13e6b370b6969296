import { expectAccessible } from "../support/expect-accessible";
import { expect, test } from "../support/forwarding-test";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";

test("who orders what gains nothing reads so before, and after that it was not charged", async ({
  page,
  context,
  studio,
  upstream,
}) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 5 }));
  const gains = [2, 0];
  await page.route("**/api/workbench/inspect", (route) =>
    route.fulfill({ json: { tone: "gray", damagePercent: 0, faces: 2, clarityGain: gains.shift() ?? 0 } }),
  );
  await page.goto(`${studio.url}/workbench`);
  const options = page.getByRole("complementary", { name: "Options" });
  const buffer = await smallPhoto(240, 160);
  const add = (name: string) =>
    page.locator("input[type=file]").first().setInputFiles({ name, mimeType: "image/jpeg", buffer });
  await add("one.jpg");
  await expect(options.getByText("Improves the photo noticeably; 2 faces found")).toBeVisible();
  await expect(options.getByRole("img", { name: "Improvement: 2 of 3" })).toBeVisible();
  await expect(options.getByText(/^No damage found\. Not charged if nothing changes/)).toBeVisible();
  await add("two.jpg");
  await page.keyboard.press("ControlOrMeta+a");
  await expect(options.getByText("Improves 1 of 2 photos, at best noticeably; faces in 2 of 2 photos")).toBeVisible();
  await expectAccessible(page);
  // They are still there after a reload, until they are removed.
  await page.reload();
  await expect(page.getByText("2 selected", { exact: true })).toBeVisible();
  await page.keyboard.press("Delete");
  await add("three.jpg");
  await expect(options.getByText(/^Already clear\. Not charged if nothing changes/)).toBeVisible();

  const boost = options.getByRole("radiogroup", { name: "AI Clarity Boost" });
  await boost.getByRole("radio", { name: "On" }).click();
  upstream.idle = "faceRemaster";
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  await expect(page.getByText("AI Clarity Boost: nothing to improve, not charged")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("1 of 3 credits charged")).toBeVisible();
  await expect(page.getByRole("link", { name: "4 credits" })).toBeVisible();

  await page.goto(`${studio.url}/console/jobs`);
  await expect(page.getByText("Large + AI Clarity Boost (not charged)")).toBeVisible();
  await page.getByRole("link", { name: "three.jpg" }).click();
  await expect(page.getByText("AI Clarity Boost: nothing to improve, not charged")).toBeVisible();
  await expect(page.getByText("1 of 3 credits")).toBeVisible();
});
