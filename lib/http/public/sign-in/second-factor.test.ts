import { Secret, TOTP } from "otpauth";
import { beforeEach, expect, test } from "vitest";
import { POST as sendCode } from "../../../../app/api/auth/second-factor/route";
import { GET as readBalance } from "../../../../app/api/console/balance/route";
import { createUser } from "../../../accounts/create-user";
import { confirmSecondFactor, startSecondFactor } from "../../../accounts/second-factor/manage-second-factor";
import type { User } from "../../../generated/prisma/client";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { TestBrowser } from "../../../testing/sign-in/test-browser";
import { testOrigin } from "../../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
const ada = { email: "ada@example.org", password: "analytical engine" };
// The studio's clock stands still here; codes of the app are those of its time.
let now: Date;
let user: User;
let app: TOTP;
let recoveryCodes: string[];
beforeEach(async () => {
  now = new Date(Date.UTC(2026, 0, 1, 12));
  Object.assign(opened.studio, { clock: { now: () => now } });
  user = await createUser(fresh.db, { ...ada, credits: 0 });
  const { AUTH_SECRET: secret } = opened.studio.settings;
  const setup = await startSecondFactor(fresh.db, user, secret);
  app = new TOTP({ secret: Secret.fromBase32(setup.secret) });
  const change = { secret, now, mail: { origin: testOrigin, secret }, origin: { actor: "owner" as const } };
  recoveryCodes = await confirmSecondFactor(fresh.db, user.id, show(), change);
  await fresh.db.mail.deleteMany();
  await fresh.db.user.update({ where: { id: user.id }, data: { createdAt: new Date(now.getTime() - 3_600_000) } });
  pass(60);
});

const show = () => app.generate({ timestamp: now.getTime() });
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const enter = (browser: TestBrowser, code: string) =>
  browser.call(sendCode, "/api/auth/second-factor", { body: { code } });
const isIn = async (browser: TestBrowser) => (await browser.call(readBalance, "/api/console/balance")).status === 200;
const kinds = async () => (await fresh.db.mail.findMany({ orderBy: { id: "asc" } })).map(({ kind }) => kind).sort();
const wrong = () => (show() === "000000" ? "000001" : "000000");

/** A browser whose session waits for a code, at an address of its own. */
async function startSignIn(at = 1) {
  const browser = new TestBrowser(`203.0.${at}.7`);
  const { status, body } = await browser.signIn(ada.email, ada.password);
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { url: expect.stringContaining("/sign-in/second-factor") },
  });
  return browser;
}

test("the right password alone opens nothing; with a code the browser is in, under another session", async () => {
  const browser = await startSignIn();
  const before = browser.cookies.get("next-auth.session-token")?.value;
  const [pending] = await fresh.db.session.findMany({ where: { userId: user.id } });
  expect(await isIn(browser)).toBe(false);
  expect(await enter(browser, show())).toMatchObject({ status: 204 });
  expect(await isIn(browser)).toBe(true);
  const stale = new TestBrowser();
  stale.cookies.set("next-auth.session-token", { value: before ?? "", path: "/" });
  expect(await isIn(stale)).toBe(false);
  expect(await fresh.db.session.findUnique({ where: { id: pending?.id ?? "" } })).toMatchObject({ revokedAt: now });
  const entry = await fresh.db.auditEntry.findFirst({ where: { action: "signed_in" } });
  expect(entry).toMatchObject({ userId: user.id, details: { way: "password", device: "Firefox on Windows" } });
  expect(await kinds()).toEqual(["new_device"]);
});

test("a code is no good a second time, in this browser and in another", async () => {
  const [first, second] = [await startSignIn(1), await startSignIn(2)];
  const code = show();
  expect((await enter(first, code)).status).toBe(204);
  expect(await enter(second, code)).toMatchObject({ status: 401, body: { code: "second_factor_failed" } });
  expect(await enter(first, code)).toMatchObject({ status: 401, body: { code: "sign_in_required" } });
  expect(await isIn(second)).toBe(false);
});

test("of two codes sent at once for one waiting session one is taken, and there is one session", async () => {
  const browser = await startSignIn();
  const [a = "", b = ""] = recoveryCodes;
  const answers = await Promise.all([enter(browser, a), enter(browser, b)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  expect(await fresh.db.session.count({ where: { needsSecondFactor: false } })).toBe(1);
  expect(await fresh.db.recoveryCode.count({ where: { usedAt: { not: null } } })).toBe(1);
});

test("a recovery code lets in once, is noted and told by mail", async () => {
  const [code = ""] = recoveryCodes;
  expect((await enter(await startSignIn(1), code)).status).toBe(204);
  expect((await enter(await startSignIn(2), code)).status).toBe(401);
  expect(await fresh.db.auditEntry.count({ where: { action: "recovery_code_used" } })).toBe(1);
  expect(await kinds()).toEqual(["new_device", "second_factor"]);
});

test("a session waits ten minutes, and no browser without one is asked for anything", async () => {
  const browser = await startSignIn();
  pass(601);
  expect(await enter(browser, show())).toMatchObject({ status: 401, body: { code: "sign_in_required" } });
  expect(await enter(new TestBrowser(), show())).toMatchObject({ status: 401, body: { code: "sign_in_required" } });
});

test("five wrong codes end a session's tries, ten those of all strangers, and neither those of a known browser", async () => {
  const known = await startSignIn(9);
  expect((await enter(known, show())).status).toBe(204);
  pass(60);
  for (const at of [1, 2]) {
    const stranger = await startSignIn(at);
    for (let guess = 0; guess < 5; guess += 1) expect((await enter(stranger, wrong())).status).toBe(401);
    expect(await enter(stranger, show())).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  }
  expect((await enter(await startSignIn(3), show())).status).toBe(429);
  await known.signIn(ada.email, ada.password);
  expect((await enter(known, show())).status).toBe(204);
  // However often: one entry for each range.
  expect(await fresh.db.auditEntry.count({ where: { action: "sign_in_refused" } })).toBe(2);
});

test("a suspended account is told so after the right password alone, and a waiting session of it gets in no more", async () => {
  const browser = await startSignIn();
  await fresh.db.user.update({ where: { id: user.id }, data: { suspendedAt: now } });
  expect((await enter(browser, show())).status).toBe(401);
  const told = await new TestBrowser("203.0.113.2").signIn(ada.email, ada.password);
  expect(told).toMatchObject({ status: 403, body: { code: "account_suspended" } });
  const guessed = await new TestBrowser("203.0.113.3").signIn(ada.email, "difference engine");
  expect(guessed).toMatchObject({ status: 401, body: { code: "sign_in_failed" } });
});
