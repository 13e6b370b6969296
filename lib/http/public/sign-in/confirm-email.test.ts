import { beforeEach, expect, test } from "vitest";
import { POST as createKey } from "../../../../app/api/console/keys/route";
import { POST as confirm } from "../../../../app/api/sign-in/confirm-email/route";
import { POST as signUp } from "../../../../app/api/sign-up/route";
import { checkPassword } from "../../../accounts/password";
import { createMemoryRateLimit } from "../../../rate-limit/rate-limit";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { TestBrowser } from "../../../testing/sign-in/test-browser";
import { testOrigin } from "../../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh, () => ({ PUBLIC_URL: testOrigin }));
const [email, first, next] = ["ada@example.org", "analytical engine", "bernoulli numbers"];
/** Who signed up, and who reads the address's mail somewhere else. */
let signedUp: TestBrowser;
let reader: TestBrowser;
let token: string;

beforeEach(async () => {
  const many = () => createMemoryRateLimit({ limit: 1000, windowSeconds: 900 });
  const { limits } = opened.studio;
  Object.assign(limits, { authAddress: many(), signInAddress: many(), signUpAddress: many(), resetAddress: many() });
  limits.signInRange = createMemoryRateLimit({ limit: 5, windowSeconds: 900 });
  limits.signInAccount = createMemoryRateLimit({ limit: 10, windowSeconds: 900 });
  [signedUp, reader] = [new TestBrowser("203.0.113.9"), new TestBrowser("198.51.100.7")];
  await signedUp.call(signUp, "/api/sign-up", { body: { email, password: first } });
  await signedUp.signIn(email, first);
  expect((await signedUp.call(createKey, "/api/console/keys", { body: { name: "first" } })).status).toBe(201);
  const { text } = await fresh.db.mail.findFirstOrThrow({ where: { kind: "confirm_email" } });
  token = /token=(\w{43})/.exec(text ?? "")?.[1] ?? "";
});

const open = (browser: TestBrowser, more: object = {}) =>
  browser.call(confirm, "/api/sign-in/confirm-email", { body: { token, kind: "confirm", ...more } });
const isConfirmed = async () => (await readUser()).emailConfirmedAt !== null;
const readUser = () => fresh.db.user.findUniqueOrThrow({ where: { email } });
const countWaysIn = async () => ({
  sessions: await fresh.db.session.count({ where: { revokedAt: null } }),
  keys: await fresh.db.apiKey.count({ where: { revokedAt: null } }),
});

test("a link is confirmed at once in a browser that is signed in to the account, and ends nothing", async () => {
  expect(await open(signedUp)).toMatchObject({ status: 200, body: { email } });
  expect(await isConfirmed()).toBe(true);
  expect(await countWaysIn()).toEqual({ sessions: 1, keys: 1 });
  expect(await open(signedUp)).toMatchObject({ status: 410, body: { code: "link_used" } });
});

test("elsewhere the button alone confirms nothing, also for who is signed in to another account, and the link stays good", async () => {
  const refused = { status: 401, body: { code: "sign_in_failed", param: "password" } };
  expect(await open(reader)).toMatchObject(refused);
  await reader.call(signUp, "/api/sign-up", { body: { email: "bob@example.org", password: first } });
  await reader.signIn("bob@example.org", first);
  expect(await open(reader)).toMatchObject(refused);
  expect(await isConfirmed()).toBe(false);
  expect((await open(signedUp)).status).toBe(200);
});

test("with the account's password it is confirmed anywhere, and ends nothing", async () => {
  expect(await open(reader, { password: first })).toMatchObject({ status: 200, body: { email } });
  expect(await isConfirmed()).toBe(true);
  expect(await countWaysIn()).toEqual({ sessions: 1, keys: 1 });
});

test("guesses at the password count as those at sign-in: after five wrong ones the right one confirms nothing", async () => {
  for (let at = 0; at < 5; at += 1) expect((await open(reader, { password: `wrong ${at}` })).status).toBe(401);
  expect(await open(reader, { password: first })).toMatchObject({ status: 401, body: { code: "sign_in_failed" } });
  expect(await isConfirmed()).toBe(false);
  expect((await reader.signIn(email, first)).status).toBe(401);
});

test("an address's owner who does not know the password sets another, and whoever signed up with the address is out", async () => {
  expect(await open(reader, { newPassword: "password2026!" })).toMatchObject({ body: { param: "newPassword" } });
  expect(await open(reader, { newPassword: next })).toMatchObject({ status: 200, body: { email } });
  expect(await isConfirmed()).toBe(true);
  expect(await countWaysIn()).toEqual({ sessions: 0, keys: 0 });
  expect(await checkPassword(fresh.db, email, first)).toBeNull();
  expect(await checkPassword(fresh.db, email, next)).toMatchObject({ email });
  expect(await open(signedUp)).toMatchObject({ status: 410, body: { code: "link_used" } });
  const told = await fresh.db.mail.findFirstOrThrow({ where: { kind: "password_changed" } });
  expect(told).toMatchObject({ to: email, text: expect.stringContaining("API keys") });
  expect(told.text).not.toContain("keep working");
});

test("a link to confirm sets no password of an address that is confirmed already, nor of a suspended account", async () => {
  const { id } = await readUser();
  await fresh.db.user.update({ where: { id }, data: { suspendedAt: new Date() } });
  expect(await open(reader, { newPassword: next })).toMatchObject({ body: { code: "account_suspended" } });
  await fresh.db.user.update({ where: { id }, data: { suspendedAt: null, emailConfirmedAt: new Date() } });
  expect(await open(reader, { newPassword: next })).toMatchObject({ status: 410, body: { code: "link_used" } });
  expect(await checkPassword(fresh.db, email, first)).toMatchObject({ id });
  expect(await countWaysIn()).toEqual({ sessions: 1, keys: 1 });
});

test("of two browsers that choose a password at once one sets its own, and the other is told", async () => {
  const answers = await Promise.all([next, "difference engine"].map((newPassword) => open(reader, { newPassword })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
});
