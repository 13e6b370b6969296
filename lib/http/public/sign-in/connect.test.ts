import { beforeEach, expect, test } from "vitest";
import { DELETE as disconnect } from "../../../../app/api/account/connected/[id]/route";
import { POST as connect, GET as listConnected } from "../../../../app/api/account/connected/route";
import { createUser } from "../../../accounts/create-user";
import type { User } from "../../../generated/prisma/client";
import { createMemoryRateLimit } from "../../../rate-limit/rate-limit";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { setUpProvider } from "../../../testing/sign-in/set-up-provider";
import { TestBrowser } from "../../../testing/sign-in/test-browser";
import { testOrigin } from "../../../testing/studio";

const provider = setUpProvider(testOrigin);
const fresh = setUpDatabase();
const opened = setUpStudio(fresh, () => provider.settings);
const password = "analytical engine";
let user: User;
let browser: TestBrowser;
beforeEach(async () => {
  const many = () => createMemoryRateLimit({ limit: 1000, windowSeconds: 60 });
  Object.assign(opened.studio.limits, { authAddress: many(), signInAddress: many() });
  provider.people.clear();
  provider.people.set("ada", { email: "ada@museum.example" });
  user = await createUser(fresh.db, { email: "ada@example.org", password, credits: 0 });
  browser = new TestBrowser();
  await browser.signIn(user.email, password);
});

const ask = async (by: TestBrowser) => {
  const { body } = await by.call(connect, "/api/account/connected", { body: { provider: "oidc" } });
  return (body as { intent: string }).intent;
};
const list = async () =>
  (await browser.call(listConnected, "/api/account/connected")).body as { connected: { id: string }[] };
const remove = (id: string) =>
  browser.call(disconnect, `/api/account/connected/${id}`, { method: "DELETE", params: { id } });

test("a signed-in person connects an account elsewhere, whatever its address, and signs in with it from then on", async () => {
  const led = await browser.signInAtProvider("ada", { connect: await ask(browser) });
  expect(led).toBe("/console/account/security?connect=connected");
  expect(await list()).toMatchObject({
    connected: [{ provider: "oidc", name: "Museum", email: "ada@museum.example" }],
  });
  expect(await fresh.db.session.count({ where: { revokedAt: null } })).toBe(1);
  expect(await new TestBrowser().signInAtProvider("ada")).toBe("/library");
  expect(await fresh.db.session.count({ where: { userId: user.id, revokedAt: null } })).toBe(2);
  expect(await fresh.db.auditEntry.count({ where: { action: "sign_in_connected", userId: user.id } })).toBe(1);
  expect(await fresh.db.mail.count({ where: { kind: "sign_in_connected" } })).toBe(1);
  const again = await browser.signInAtProvider("ada", { connect: await ask(browser) });
  expect(again).toBe("/console/account/security?connect=already");
});

test("what signs in to another account is not connected", async () => {
  await browser.signInAtProvider("ada", { connect: await ask(browser) });
  const other = await createUser(fresh.db, { email: "bob@example.org", password, credits: 0 });
  const second = new TestBrowser();
  await second.signIn(other.email, password);
  const led = await second.signInAtProvider("ada", { connect: await ask(second) });
  expect(led).toBe("/console/account/security?connect=elsewhere");
  expect(await fresh.db.connectedSignIn.findMany()).toMatchObject([{ userId: user.id }]);
});

test("nobody is connected to a stranger: not by a stranger's intent, not by a stranger's answer, not after signing out", async () => {
  provider.people.set("mallory", { email: "mallory@example.org" });
  await createUser(fresh.db, { email: "mallory@example.org", password, credits: 0 });
  const mallory = new TestBrowser("203.0.113.1");
  await mallory.signIn("mallory@example.org", password);
  const failed = "/console/account/security?connect=failed";
  // Mallory's intent in Ada's browser would let Ada's museum account open Mallory's account, or hers Ada's.
  expect(await browser.signInAtProvider("ada", { connect: await ask(mallory) })).toBe(failed);
  // Mallory's answer of the provider, in the middle of Ada's connection.
  const back = await mallory.chooseAt(await mallory.startAtProvider(), "mallory");
  await browser.startAtProvider({ connect: await ask(browser) });
  expect(await browser.comeBack(back)).toBe(failed);
  expect(await browser.signInAtProvider("ada", { connect: "forged" })).toBe(failed);
  const intent = await ask(browser);
  const start = await browser.startAtProvider({ connect: intent });
  await fresh.db.session.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
  expect(await browser.comeBack(await browser.chooseAt(start, "ada"))).toBe(failed);
  expect(await fresh.db.connectedSignIn.count()).toBe(0);
});

test("a connection that was left halfway does not turn the next sign-in into one", async () => {
  provider.people.set("bob", { email: "bob@museum.example", email_verified: true });
  await browser.startAtProvider({ connect: await ask(browser) });
  expect(await browser.signInAtProvider("bob")).toBe("/library");
  const connected = await fresh.db.connectedSignIn.findMany({ include: { user: true } });
  expect(connected).toMatchObject([{ subject: "bob", user: { email: "bob@museum.example" } }]);
});

test("the last way in stays; with a password each other one goes", async () => {
  await browser.signInAtProvider("ada", { connect: await ask(browser) });
  const [connected] = (await list()).connected;
  await fresh.db.user.update({ where: { id: user.id }, data: { passwordHash: null } });
  expect(await remove(connected?.id ?? "")).toMatchObject({ status: 409, body: { code: "last_sign_in" } });
  await fresh.db.user.update({ where: { id: user.id }, data: { passwordHash: "x" } });
  expect(await remove(connected?.id ?? "")).toMatchObject({ status: 204 });
  expect(await remove(connected?.id ?? "")).toMatchObject({ status: 404 });
  expect(await list()).toMatchObject({ connected: [], offered: [{ provider: "oidc", name: "Museum" }] });
  expect(await fresh.db.auditEntry.count({ where: { action: "sign_in_disconnected" } })).toBe(1);
});

test("of two last ways that are disconnected at once one stays", async () => {
  provider.people.set("bob", { email: "bob@museum.example" });
  for (const person of ["ada", "bob"]) await browser.signInAtProvider(person, { connect: await ask(browser) });
  await fresh.db.user.update({ where: { id: user.id }, data: { passwordHash: null } });
  const { connected } = await list();
  const answers = await Promise.all(connected.map(({ id }) => remove(id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  expect(await fresh.db.connectedSignIn.count()).toBe(1);
});
