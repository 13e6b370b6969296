import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { startTestProvider, type TestProvider } from "../../../lib/testing/sign-in/test-provider";
import { expectAccessible } from "../../support/expect-accessible";
import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let provider: TestProvider;
let studio: Studio;
test.beforeAll(async () => {
  provider = await startTestProvider();
  studio = await startStudio({ COLORIZE_PROVIDER: "none", ...provider.settings });
  provider.origins.add(studio.url);
});
test.afterAll(async () => {
  await endStudio(studio);
  await provider.close();
});

/** From the page with the button to the end of the provider's. */
async function continueAs(page: Page, person: string): Promise<void> {
  await page.getByRole("button", { name: "Continue with Museum" }).click();
  await expect(page).toHaveTitle("Provider");
  await page.getByRole("button", { name: person, exact: true }).click();
}

/** Signed in nowhere, neither here nor at the provider. */
const forgetAll = (page: Page) => page.context().clearCookies();
const securityPage = () => `${studio.url}/console/account/security`;

test("a first sign-in at the museum's provider opens an account, the next one opens the same, and a refusal is said in words", async ({
  page,
}) => {
  test.slow();
  provider.people.set("ada", { email: "ada@museum.example", email_verified: true });
  await page.goto(`${studio.url}/sign-in?next=%2Fconsole%2Faccount`);
  await expectAccessible(page);
  await continueAs(page, "ada");
  await expect(page).toHaveURL(`${studio.url}/console/account`);
  await expect(page.getByText("ada@museum.example").first()).toBeVisible();

  await forgetAll(page);
  await page.goto(`${studio.url}/sign-up?next=%2Fconsole%2Faccount`);
  await continueAs(page, "ada");
  await expect(page).toHaveURL(`${studio.url}/console/account`);
  await expect(page.getByText("ada@museum.example").first()).toBeVisible();

  provider.people.set("mallory", { email: "ada@museum.example", email_verified: false });
  for (const [person, words] of [
    ["mallory", /has not verified your email address/],
    ["cancel", /stopped at the other service/],
  ] as const) {
    await forgetAll(page);
    await page.goto(`${studio.url}/sign-in`);
    await continueAs(page, person);
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(words);
    await expectAccessible(page);
  }
});

test("somebody with a password connects the museum's account, signs in with it, and disconnects it", async ({
  page,
  context,
}) => {
  test.slow();
  const account = await createAccount(studio, { credits: 0 });
  provider.people.set("bob", { email: account.email, email_verified: true });
  await page.goto(`${studio.url}/sign-in`);
  await continueAs(page, "bob");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(/Sign in to it first, then connect/);

  await forgetAll(page);
  await signInBrowser(context, studio, account);
  await page.goto(securityPage());
  await page.getByRole("button", { name: "Connect Museum" }).click();
  await page.getByRole("button", { name: "bob", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Connected. You can sign in with it" })).toBeVisible();
  await expectAccessible(page);

  await forgetAll(page);
  await page.goto(`${studio.url}/sign-in?next=%2Fconsole%2Faccount%2Fsecurity`);
  await continueAs(page, "bob");
  await expect(page).toHaveURL(securityPage());
  await page.getByRole("button", { name: "Disconnect Museum" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByText("None is connected yet.")).toBeVisible();
});

test("a second factor is set up with an app, asked for at the next sign-in, and a recovery code stands in for it once", async ({
  page,
  context,
}) => {
  test.slow();
  const account = await createAccount(studio, { credits: 0 });
  await signInBrowser(context, studio, account);
  await page.goto(securityPage());
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password", { exact: true }).fill(account.password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  const app = new TOTP({ secret: Secret.fromBase32((await dialog.locator("code").textContent()) ?? "") });
  await dialog.getByLabel("Code", { exact: true }).fill(app.generate());
  await dialog.getByRole("button", { name: "Switch on" }).click();
  const codes = ((await dialog.locator("pre").textContent()) ?? "").split("\n");
  expect(codes).toHaveLength(10);
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  const signIn = async (code: string) => {
    await forgetAll(page);
    await page.goto(`${studio.url}/sign-in?next=%2Fconsole%2Faccount%2Fsecurity`);
    await page.getByLabel("Email").fill(account.email);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("Code").fill(code);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  await signIn(codes[0] ?? "");
  await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
  await signIn(codes[0] ?? "");
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/wrong, too old or was used already/);
  // The first code of the app was used to set it up, and each works once: this one is of the next half minute.
  await page.getByLabel("Code").fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(securityPage());
});
