import { findFreePort } from "../../support/cluster/run-service";
import { expectAccessible } from "../../support/expect-accessible";
import { createAccount } from "../../support/run-admin";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let studio: Studio;
let elsewhere: string;
test.beforeAll(async () => {
  const port = String(await findFreePort());
  studio = await startStudio({ PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, COLORIZE_PROVIDER: "none" });
  elsewhere = `http://localhost:${port}`;
});
test.afterAll(() => endStudio(studio));

test("a studio opened at another address than its own says so before a password is typed, and leads to the same page", async ({
  page,
}) => {
  const account = await createAccount(studio, { credits: 3 });
  await page.goto(`${elsewhere}/sign-in?next=/console`);
  await expect(page.getByText(`This studio is at ${new URL(studio.url).host}`)).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open it there" }).click();
  await expect(page).toHaveURL(`${studio.url}/sign-in?next=/console`);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${studio.url}/console`);
});

test("no photo can be chosen there, and pages that only show something have a way over", async ({ page }) => {
  await page.goto(`${elsewhere}/workbench`);
  await expect(page.getByRole("link", { name: "Open it there" })).toHaveAttribute("href", `${studio.url}/workbench`);
  await expect(page.getByRole("button", { name: "Colorize" })).toHaveCount(0);
  await page.goto(`${elsewhere}/pricing`);
  await expect(page.getByRole("link", { name: "Open it there" })).toHaveAttribute("href", `${studio.url}/pricing`);
  await page.goto(`${studio.url}/pricing`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open it there" })).toHaveCount(0);
});

test("the start has found that its address leads to itself, and would have said otherwise", async () => {
  expect(studio.output()).not.toContain("does not lead to this studio");
  const port = String(await findFreePort());
  const lost = await startStudio({ PORT: port, PUBLIC_URL: studio.url, COLORIZE_PROVIDER: "none" });
  try {
    await expect(() => expect(lost.output()).toContain("does not lead to this studio")).toPass({ timeout: 40_000 });
  } finally {
    await endStudio(lost);
  }
});
