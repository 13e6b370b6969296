import { expect, test } from "../support/studio-test";

test("a script that somebody got into a page does not run, and a journey that meets one fails", async ({
  page,
  policyViolations,
}) => {
  await page.goto("/pricing", { waitUntil: "networkidle" });
  expect(policyViolations).toEqual([]);
  await page.evaluate(() => {
    const planted = document.createElement("div");
    planted.innerHTML = `<img src="data:," onerror="document.title = 'taken over'">`;
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(planted, script);
  });
  await expect.poll(() => policyViolations.join("\n")).toContain("script-src");
  expect(await page.title()).not.toContain("taken over");
  policyViolations.length = 0;
});

test("the theme changes, dialogs open and toasts appear under the policy", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /theme/i }).click();
});
