import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { createUser } from "../../../accounts/create-user";
import { readBalance } from "../../../credits/read-balance";
import { currentConsentVersion } from "../../../legal/consent";
import { createMemoryRateLimit } from "../../../rate-limit/rate-limit";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { setUpProvider } from "../../../testing/sign-in/set-up-provider";
import { TestBrowser } from "../../../testing/sign-in/test-browser";
import { testOrigin } from "../../../testing/studio";

const provider = setUpProvider(testOrigin);
const fresh = setUpDatabase();
const opened = setUpStudio(fresh, () => ({ ...provider.settings, SIGNUP_CREDITS: "7" }));
beforeEach(() => {
  const many = () => createMemoryRateLimit({ limit: 1000, windowSeconds: 60 });
  Object.assign(opened.studio.limits, { authAddress: many() });
  Object.assign(opened.studio.settings, { SIGN_UP: "open" });
  provider.people.clear();
  provider.people.set("ada", { email: "Ada@Museum.example", email_verified: true });
});

const problemOf = (path: string) => new URL(path, testOrigin).searchParams.get("error");
const countUsers = () => fresh.db.user.count();

test("a first sign-in opens an account, with welcome credits and a confirmed address; the second one is in the same account", async () => {
  expect(await new TestBrowser().signInAtProvider("ada")).toBe("/library");
  const user = await fresh.db.user.findFirstOrThrow({ include: { connectedSignIns: true, sessions: true } });
  expect(user).toMatchObject({ email: "ada@museum.example", passwordHash: null, emailConfirmedAt: expect.any(Date) });
  expect(user.connectedSignIns).toMatchObject([{ provider: "oidc", issuer: provider.issuer, subject: "ada" }]);
  expect(user.sessions).toMatchObject([
    { signedInWith: "oidc", needsSecondFactor: false, addressRange: "198.51.100.0/24" },
  ]);
  expect(await readBalance(fresh.db, user.id)).toMatchObject({ available: 7 });
  const entries = await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" }, select: { action: true } });
  expect(entries.map(({ action }) => action).sort()).toEqual(["account_created", "signed_in"]);

  // The person is who they are by their id there: another address is no other person.
  provider.people.set("ada", { email: "ada@elsewhere.example", email_verified: false });
  expect(await new TestBrowser().signInAtProvider("ada")).toBe("/library");
  expect(await countUsers()).toBe(1);
  expect(await fresh.db.session.count()).toBe(2);
});

test("an account that a provider makes agrees to the pages as they are then; who comes back agrees to nothing new", async () => {
  const folder = path.join(opened.studio.settings.DATA_DIR, "legal");
  const write = (text: string) => writeFileSync(path.join(folder, "terms.md"), text);
  mkdirSync(folder);
  write("# Terms");
  const version = await currentConsentVersion(opened.studio);
  await new TestBrowser().signInAtProvider("ada");
  write("# Terms, and more of them");
  await new TestBrowser().signInAtProvider("ada");
  rmSync(folder, { recursive: true });
  const user = await fresh.db.user.findFirstOrThrow();
  expect(user).toMatchObject({ consentVersion: version, consentAt: expect.any(Date) });
  const given = await fresh.db.auditEntry.findMany({ where: { action: "consent_given" } });
  expect(given).toMatchObject([{ userId: user.id, actor: "owner", details: { version } }]);
});

test("the browser is signed in afterward, and the session it came with is over", async () => {
  const browser = new TestBrowser();
  await browser.signInAtProvider("ada");
  const [first] = await fresh.db.session.findMany();
  expect((await browser.auth("session")).body).toHaveProperty("expires");
  await browser.signInAtProvider("ada");
  expect(await fresh.db.session.findUniqueOrThrow({ where: { id: first?.id ?? "" } })).toMatchObject({
    revokedAt: expect.any(Date),
  });
});

test("an address that an account has is never connected by itself: the person is told to sign in first", async () => {
  await createUser(fresh.db, { email: "ada@museum.example", password: "analytical engine", credits: 0 });
  expect(problemOf(await new TestBrowser().signInAtProvider("ada"))).toBe("email_in_use");
  expect([await fresh.db.connectedSignIn.count(), await fresh.db.session.count(), await countUsers()]).toEqual([
    0, 0, 1,
  ]);
});

test.each([
  ["unverified", { email_verified: false }],
  ["not said to be verified", {}],
  ["verified in a word, not in truth", { email_verified: "true" }],
])("an address that is %s opens nothing, and its answer does not tell whether an account has it", async (_, claims) => {
  await createUser(fresh.db, { email: "ada@museum.example", password: "analytical engine", credits: 0 });
  provider.people.set("mallory", { email: "ada@museum.example", ...claims });
  provider.people.set("bob", { email: "bob@museum.example", ...claims });
  const answers = [
    await new TestBrowser().signInAtProvider("mallory"),
    await new TestBrowser().signInAtProvider("bob"),
  ];
  expect(answers.map(problemOf)).toEqual(["email_unverified", "email_unverified"]);
  expect([await fresh.db.connectedSignIn.count(), await fresh.db.session.count(), await countUsers()]).toEqual([
    0, 0, 1,
  ]);
});

test("without an address, with none that is one, and where sign-up is closed, no account is made, and the page says why", async () => {
  provider.people.set("bob", {});
  provider.people.set("eve", { email: "not an address", email_verified: true });
  expect(problemOf(await new TestBrowser().signInAtProvider("bob"))).toBe("email_missing");
  expect(problemOf(await new TestBrowser().signInAtProvider("eve"))).toBe("email_missing");
  Object.assign(opened.studio.settings, { SIGN_UP: "closed" });
  expect(problemOf(await new TestBrowser().signInAtProvider("ada"))).toBe("sign_up_closed");
  expect(await countUsers()).toBe(0);
});

test("where sign-up is closed, who has an account still gets in; a suspended one does not", async () => {
  await new TestBrowser().signInAtProvider("ada");
  Object.assign(opened.studio.settings, { SIGN_UP: "closed" });
  expect(await new TestBrowser().signInAtProvider("ada")).toBe("/library");
  await fresh.db.user.updateMany({ data: { suspendedAt: new Date() } });
  expect(problemOf(await new TestBrowser().signInAtProvider("ada"))).toBe("account_suspended");
});

test("what the studio asks the provider for carries state, nonce and a PKCE challenge", async () => {
  const { searchParams } = await new TestBrowser().startAtProvider();
  expect(Object.fromEntries(searchParams)).toMatchObject({
    state: expect.stringMatching(/.{20}/),
    nonce: expect.stringMatching(/.{20}/),
    code_challenge: expect.stringMatching(/.{40}/),
    code_challenge_method: "S256",
    redirect_uri: `${testOrigin}/api/auth/callback/oidc`,
    response_type: "code",
  });
  expect([...searchParams.keys()]).not.toContain("error");
});

test("the answer of a sign-in counts in the browser that started it, once", async () => {
  const mallory = new TestBrowser("203.0.113.1");
  const back = await mallory.chooseAt(await mallory.startAtProvider(), "ada");
  // The victim's browser is led to the attacker's answer: with no sign-in of its own, and in the middle of one.
  const victim = new TestBrowser();
  expect(problemOf(await victim.comeBack(back))).toBe("provider_failed");
  await victim.startAtProvider();
  expect(problemOf(await victim.comeBack(back))).toBe("provider_failed");
  expect(await mallory.comeBack(back)).toBe("/library");
  expect(problemOf(await mallory.comeBack(back))).toBe("provider_failed");
  expect(await fresh.db.session.count()).toBe(1);
});

test("who cancels there reads so here, and is led back to where they were; a forged answer is a failure in words", async () => {
  const browser = new TestBrowser();
  expect(await browser.signInAtProvider("cancel")).toBe("/sign-in?error=canceled&next=%2Flibrary");
  for (const query of ["", "?code=x", "?code=x&state=y", "?error=server_error", `?code=${"x".repeat(3000)}`]) {
    await browser.startAtProvider();
    expect(problemOf(await browser.comeBack(new URL(`${testOrigin}/${query}`)))).toBe("provider_failed");
  }
  expect(await countUsers()).toBe(0);
});

test("nobody is led to another site, whatever the form asks for", async () => {
  for (const callbackUrl of ["https://evil.example/", "//evil.example", "javascript:alert(1)"]) {
    const led = await new TestBrowser().signInAtProvider("ada", { callbackUrl });
    expect(new URL(led, testOrigin).origin).toBe(testOrigin);
  }
});

test("two answers of one new person at the same time open one account", async () => {
  const browsers = [new TestBrowser(), new TestBrowser("203.0.113.1")];
  const ready = await Promise.all(
    browsers.map(async (browser) => ({
      browser,
      back: await browser.chooseAt(await browser.startAtProvider(), "ada"),
    })),
  );
  expect(await Promise.all(ready.map(({ browser, back }) => browser.comeBack(back)))).toEqual(["/library", "/library"]);
  expect(await countUsers()).toBe(1);
});

test("services that are not set do not exist", async () => {
  for (const action of ["signin/github", "signin/google"])
    expect(await new TestBrowser().auth(action, {})).toMatchObject({ status: 404 });
  expect(await new TestBrowser().auth("callback/github?code=x&state=y")).toMatchObject({ status: 404 });
  expect(await new TestBrowser().auth("signin/oidc")).toMatchObject({ status: 405 });
});

test("a provider that does not answer, or answers nonsense, is said in words", async () => {
  const { OIDC_ISSUER } = opened.studio.settings;
  Object.assign(opened.studio.settings, { OIDC_ISSUER: "http://127.0.0.1:9" });
  const { body } = await new TestBrowser().auth("signin/oidc", { callbackUrl: "/library" });
  Object.assign(opened.studio.settings, { OIDC_ISSUER });
  expect(problemOf((body as { url: string }).url)).toBe("provider_failed");
});
