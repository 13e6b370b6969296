import type { Page } from "@playwright/test";
import { problems } from "../../lib/contract/problems";
import { expectAccessible } from "../support/expect-accessible";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

const sample = (page: Page) => page.getByRole("region", { name: /^Sample in/ });
const choose = (page: Page, group: string, option: string) =>
  page.getByRole("group", { name: group }).getByRole("link", { name: option, exact: true }).click();

test("a choice changes the sample, its price and the address, and moves nothing", async ({ page, studio }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/docs", { waitUntil: "networkidle" });
  await page.evaluate(() => window.scrollTo({ top: 1500, behavior: "instant" }));
  await choose(page, "Language", "Python");
  await expect(sample(page)).toContainText("requests.post(");
  await choose(page, "Input", "Data URL");
  await choose(page, "Model", "Tiny");
  await choose(page, "Add-ons", "Clarity +2");
  await expect(sample(page)).toContainText('data={"model": "tiny", "face_remaster": "true"}');
  await expect(sample(page)).toContainText(`${studio.url}/api/v1/colorize`);
  await expect(page.getByText("This call: 3 credits.")).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(1500);
  const { searchParams } = new URL(page.url());
  expect(Object.fromEntries(searchParams)).toEqual({ input: "data-url", model: "tiny", clarity: "1", lang: "python" });

  await page.reload();
  await expect(sample(page)).toContainText('"face_remaster": "true"');
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pricing" }).click();
  await expect(page).toHaveURL(/\/pricing$/);
  await page.goBack();
  await expect(sample(page)).toContainText('"face_remaster": "true"');
});

test("an address with nonsense shows the sample that nobody chose", async ({ page }) => {
  await page.goto("/docs?input=fax&model=%00&lang=cobol&lang=go&repair=yes&key=pxs_live_x");
  await expect(sample(page)).toContainText("curl --fail-with-body");
  await expect(sample(page)).toContainText("image=@photo.jpg");
});

test("the page reads and chooses without JavaScript", async ({ browser, studio }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: studio.url });
  const page = await context.newPage();
  await page.goto("/docs");
  await choose(page, "Language", "Go");
  await choose(page, "Input", "URL");
  await expect(sample(page)).toContainText("package main");
  await expect(sample(page)).toContainText("/samples/dust-bowl-home.jpg");
  await expect(page.getByRole("heading", { name: "Webhooks" })).toBeVisible();
  await choose(page, "View", "Try it");
  await expect(page.getByText("Trying it here needs JavaScript.")).toBeVisible();
  await context.close();
});

test("the keyboard alone reaches a choice, keeps its place and goes on", async ({ page }) => {
  await page.goto("/docs", { waitUntil: "networkidle" });
  const php = page.getByRole("link", { name: "PHP" });
  await page.getByRole("link", { name: "Python", exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(php).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sample(page)).toContainText("curl_setopt_array");
  await expect(php).toBeFocused();
  await expect(php).toHaveAttribute("aria-current", "true");
});

test("a signed-in person's key is put in masked, and only when asked", async ({ page, context, studio, account }) => {
  await page.goto("/docs");
  await expect(page.getByRole("link", { name: "Use my key" })).toHaveCount(0);
  await signInBrowser(context, studio, account);
  await page.goto("/docs?lang=php", { waitUntil: "networkidle" });
  await expect(sample(page)).toContainText("X-Api-Key: YOUR_API_KEY");
  await page.getByRole("link", { name: "Use my key" }).click();
  await expect(sample(page)).toContainText(`…${account.apiKey.slice(-4)}`);
  await expect(sample(page)).not.toContainText("YOUR_API_KEY");
  expect(await page.content()).not.toContain(account.apiKey);
});

test.describe("Try it", () => {
  test("calls the public endpoint and shows status, headers, body and the picture", async ({ page, account }) => {
    test.slow();
    await page.goto("/docs?view=try&model=tiny", { waitUntil: "networkidle" });
    await page.locator("label", { hasText: "The French Alps" }).click();
    await page.getByRole("textbox", { name: "API key" }).fill(account.apiKey);
    const call = page.waitForRequest(/\/api\/v1\/colorize$/);
    await page.getByRole("button", { name: "Send the call" }).click();
    expect((await (await call).allHeaders())["x-api-key"]).toBe(account.apiKey);
    const answer = page.getByRole("region", { name: "Answer" });
    await expect(answer.getByText("Status 200")).toBeVisible({ timeout: 30_000 });
    await answer.getByText(/^Headers \(/).click();
    await expect(answer.getByText("x-credits-charged", { exact: true })).toBeVisible();
    await expect(answer.locator("pre")).toContainText('"outputUrl"');
    const picture = answer.getByRole("img", { name: "The colorized photo" });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await answer.getByRole("slider").focus();
    await page.keyboard.press("Home");
    await expect(answer.getByRole("slider")).toHaveAttribute("aria-valuenow", "0");
    // The answer stays while the code is shown.
    await choose(page, "View", "Code");
    await expect(sample(page)).toBeVisible();
    await choose(page, "View", "Try it");
    await expect(answer.getByText("Status 200")).toBeVisible();
    await expectAccessible(page, "#samples");
  });

  test("makes a test key in one click, and its call costs nothing", async ({ page, context, studio, account }) => {
    await signInBrowser(context, studio, account);
    await page.goto("/docs?view=try&model=tiny", { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Create a test key" }).click();
    await expect(page.getByRole("textbox", { name: "API key" })).toHaveValue(/^pxs_test_/);
    const answered = page.waitForResponse(/\/api\/v1\/colorize$/);
    await page.getByRole("button", { name: "Send the call" }).click();
    expect(await (await answered).headerValue("x-credits-charged")).toBe("0");
    await expect(page.getByRole("region", { name: "Answer" }).getByText("Status 200")).toBeVisible();
  });

  test("sends base64, and explains what went wrong", async ({ page, studio, account }) => {
    const poor = await createAccount(studio, { credits: 0 });
    await page.goto("/docs?view=try&model=tiny&input=base64&repair=1", { waitUntil: "networkidle" });
    await choose(page, "Add-ons", "Repair +1");
    await expect(page.getByText("This call: 1 credit.")).toBeVisible();
    await page.getByRole("button", { name: "Send the call" }).click();
    await expect(page.getByText("Paste a key, or create one.")).toBeVisible();
    await page.getByRole("textbox", { name: "API key" }).fill(poor.apiKey);
    await page.getByRole("button", { name: "Send the call" }).click();
    const answer = page.getByRole("region", { name: "Answer" });
    await expect(answer.getByText("Status 403")).toBeVisible();
    await expect(answer.getByRole("link", { name: "insufficient_credits" })).toBeVisible();
    await expect(answer.getByText("Not charged.")).toBeVisible();
    await page.getByRole("textbox", { name: "API key" }).fill(account.apiKey);
    await page.getByRole("button", { name: "Send the call" }).click();
    await expect(answer.getByText("Status 200")).toBeVisible({ timeout: 30_000 });
    await page.getByRole("textbox", { name: "API key" }).fill("pxs_live_mistyped");
    await page.getByRole("button", { name: "Send the call" }).click();
    await expect(answer.getByText("Status 401")).toBeVisible();
    await expect(answer.getByText(problems.api_key_invalid.fix, { exact: true })).toBeVisible();
  });
});

test("page, Markdown and index say the same", async ({ page, request, studio }) => {
  await page.goto("/docs?lang=php&input=base64&repair=1");
  const markdown = await (await request.get("/docs.md?lang=php&input=base64&repair=1")).text();
  const index = await (await request.get("/llms.txt")).text();
  const titles = await page.getByRole("heading", { level: 2 }).allTextContents();
  expect(titles.length).toBeGreaterThan(15);
  expect([...markdown.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(titles);
  for (const title of titles.filter((name) => name !== "Sample code"))
    expect(index).toContain(`[${title}](${studio.url}/docs#`);
  // Every row of every table, and every error with what to do about it.
  const rows = await page.locator("tbody th code, tbody th:not(:has(code))").allTextContents();
  for (const name of [...rows, ...Object.keys(problems)]) expect(markdown).toContain(name.trim());
  for (const [code, { fix }] of Object.entries(problems)) {
    await expect(page.locator(`[id="${code}"]`)).toContainText(fix.replaceAll("`", ""));
    expect(markdown).toContain(`| \`${code}\` |`);
  }
  const code = (await sample(page).textContent()) ?? "";
  expect(code).toContain("base64_encode");
  expect(markdown).toContain(code.trim());
  expect(markdown).toContain(`${studio.url}/api/v1/colorize`);
  expect(markdown).not.toMatch(/\]\((?!http)/);
});
