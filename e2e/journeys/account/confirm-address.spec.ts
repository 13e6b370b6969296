import { mailboxSchema, openedMailSchema } from "../../../lib/contract/accounts/mailbox";
import { expectAccessible } from "../../support/expect-accessible";
import { createAccount, runAdmin } from "../../support/run-admin";
import { openSession, type Session, signIn, signInBrowser } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

let studio: Studio;
let operator: Session;
test.beforeAll(async () => {
  studio = await startStudio({ COLORIZE_PROVIDER: "none" });
  const account = await createAccount(studio, { credits: 0 });
  expect(await runAdmin(studio, "make-operator", account.email)).toMatchObject({ code: 0 });
  operator = await signIn(studio, account);
});
test.afterAll(() => endStudio(studio));

const [first, next] = ["analytical engine", "bernoulli numbers"];

/** Signs up with the address. Who did it, and where the mail that it caused leads, without the studio's origin. */
async function signUp(email: string): Promise<{ session: Session; link: string }> {
  const credentials = { email, password: first };
  expect(await openSession(studio, "").send("POST", "/api/sign-up", credentials)).toMatchObject({ status: 201 });
  const session = await signIn(studio, credentials);
  const { mails } = mailboxSchema.parse((await operator.send("GET", "/api/admin/mail")).body);
  const mail = mails.find(({ kind, to }) => kind === "confirm_email" && to === email);
  const { text } = openedMailSchema.parse((await operator.send("POST", `/api/admin/mail/${mail?.id}/open`)).body);
  const { pathname, search } = new URL(/http\S+\/confirm-email\S+/.exec(text ?? "")?.[0] ?? "");
  return { session, link: `${studio.url}${pathname}${search}` };
}

test("in the browser that signed up, one button confirms the address", async ({ page, context }) => {
  const { session, link } = await signUp("grace.hopper@example.org");
  await signInBrowser(context, studio, session);
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your address is confirmed");
  await page.getByRole("link", { name: "Open your profile" }).click();
  await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
});

test("an address's owner who did not sign up sets a password of their own, and who signed up is out", async ({
  page,
}) => {
  const { session: stranger, link } = await signUp("ada.lovelace@example.org");
  await page.goto(link);
  await expect(page.getByText("ada.lovelace@example.org")).toBeVisible();
  await expectAccessible(page);
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("difference engine");
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(password).toHaveAccessibleDescription(/not the account's password/);
  await page.getByRole("button", { name: "I don't know this password" }).click();
  await expectAccessible(page);
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByRole("button", { name: "Confirm and set the password" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your address is confirmed");
  expect((await stranger.send("GET", "/api/console/balance")).status).toBe(401);
  await page.getByRole("link", { name: "Sign in", exact: true }).last().click();
  await page.getByLabel("Email").fill("ada.lovelace@example.org");
  await page.getByLabel("Password", { exact: true }).fill(next);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Profile", level: 1 })).toBeVisible();
});
