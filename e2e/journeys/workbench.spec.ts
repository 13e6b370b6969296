import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { endStudio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

const files = async (...names: string[]) => {
  const buffer = await smallPhoto(240, 160);
  return names.map((name) => ({ name, mimeType: "image/jpeg", buffer }));
};

test("a photo that fails says so, in words, and costs nothing", async ({ page, context, studio }) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 3 }));
  await page.goto("/workbench");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await files("torn.jpg"));
  // What a browser can see is refused when it is chosen; this is what only the studio finds.
  await page.route("**/api/workbench/colorize", (route) => {
    const problem = {
      code: "image_corrupt",
      title: "The photo is damaged",
      detail: "It breaks off.",
      fix: "",
      charged: 0,
    };
    return route.fulfill({ status: 400, contentType: "application/problem+json", json: problem });
  });
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  await expect(page.getByText("Failed, not charged")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(page.getByRole("link", { name: "3 credits" })).toBeVisible();
});

test("several photos are priced together and all come out", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 5 }));
  await page.goto("/workbench");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await files("one.jpg", "two.jpg", "three.jpg"));
  const options = page.getByRole("complementary", { name: "Options" });
  await expect(page.getByText("3 selected", { exact: true })).toBeVisible();
  for (const off of await options.getByRole("radio", { name: "Off" }).all()) await off.click();
  await options.getByRole("radio", { name: /^Tiny/ }).click();
  await options.getByLabel("Output").selectOption("WebP");
  await expect(options.getByText("3 credits", { exact: true })).toBeVisible();
  await expect(options.getByText("2 credits", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Colorize 3 photos" }).click();
  await expect(page.getByText("3 of 3 done")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("link", { name: "Download" })).toHaveAttribute("download", "one-color.webp");
  await expect(page.getByRole("link", { name: "2 credits" })).toBeVisible();
});

test("without enough credits nothing is sent, and the button leads to more", async ({ page, context, studio }) => {
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
  await page.goto("/workbench");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await files("one.jpg", "two.jpg"));
  await expect(page.getByText("2 selected", { exact: true })).toBeVisible();
  for (const off of await page.getByRole("radio", { name: "Off" }).all()) await off.click();
  await expect(page.getByRole("link", { name: "Buy credits" })).toBeVisible();
  await expect(page.getByText(/2 credits needed, 1 credit left/)).toBeVisible();
  // A small copy of each may have been inspected; the photos themselves stay here.
  expect(sent).not.toContain("/api/workbench/colorize");
});

test("add-ons this studio has no model for are shown as unavailable, with their price", async ({ page }) => {
  const studio = await startStudio({ COLORIZE_PROVIDER: "none" });
  try {
    await page.goto(`${studio.url}/workbench`);
    const options = page.getByRole("complementary", { name: "Options" });
    await page.getByRole("button", { name: "Try the sample: Sheep in March" }).click();
    for (const name of ["Smart Damage Repair", "AI Clarity Boost"]) {
      await expect(options.getByRole("radiogroup", { name }).getByRole("radio", { name: "On" })).toBeDisabled();
    }
    await expect(options.getByText(/^Not available\./)).toHaveCount(2);
    for (const path of ["/", "/pricing"]) {
      await page.goto(studio.url + path);
      await expect(page.getByText(/Not on this studio yet/)).toHaveCount(3);
    }
  } finally {
    await endStudio(studio);
  }
});

test("from dropping in to comparing, by keyboard alone", async ({ page, context, studio }) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 2 }));
  await page.goto("/workbench");
  const sample = page.getByRole("button", { name: "Try the sample: The French Alps" });
  await expect(sample).toBeVisible();
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
      });
      if (name.test(label)) return;
    }
    throw new Error(`Tab never came to ${name}`);
  };
  await tabTo(/The French Alps/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Colorize 1 photo" })).toBeVisible();
  await tabTo(/^(Large|Tiny)/);
  await page.keyboard.press("ArrowRight");
  // The group moves the focus a moment after the key: a Tab that comes sooner than a person's is overtaken by it.
  await expect(page.getByRole("radio", { name: /^Tiny/ })).toBeFocused();
  await tabTo(/^Colorize 1 photo/);
  await page.keyboard.press("Enter");
  const slider = page.getByRole("slider", { name: /^Before and after/ });
  await expect(slider).toBeVisible({ timeout: 60_000 });
  await tabTo(/^Before and after/);
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuenow", "0");
});

test("who moves the slider before the color is there finds it where they left it", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\/files\/.*\/out\.jpg/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/workbench");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await files("dock.jpg"));
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  const slider = page.getByRole("slider", { name: /^Before and after/ });
  await slider.press("Home", { timeout: 60_000 });
  letThrough();
  const picture = page.getByRole("img", { name: "dock.jpg, in color" });
  await expect(picture).not.toHaveClass(/opacity-0/);
  // The reveal would begin two frames after the picture is there.
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      ),
  );
  await expect(slider).toHaveAttribute("aria-valuenow", "0");
});

test("whoever wants no motion sees the result as it comes", async ({ page, context, studio }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signInBrowser(context, studio, await createAccount(studio, { credits: 1 }));
  await page.goto("/workbench");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await files("dock.jpg"));
  await page.getByRole("button", { name: "Colorize 1 photo" }).click();
  const slider = page.getByRole("slider", { name: /^Before and after/ });
  await expect(slider).toHaveAttribute("aria-valuenow", "50", { timeout: 60_000 });
});
