import pino from "pino";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { POST as changeRoute } from "../../../app/api/account/password/route";
import { GET as readBalance } from "../../../app/api/console/balance/route";
import { createUser } from "../../accounts/create-user";
import { checkPassword } from "../../accounts/password";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, signInHeaders } from "../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
const logged: string[] = [];
beforeAll(() => {
  opened.studio.log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
});

const [old, wrong, next] = ["analytical engine", "difference engine", "bernoulli numbers"];
const email = "ada.lovelace@example.org";
type Browser = Record<string, string>;
let here: Browser;
let elsewhere: Browser;
let userId: string;
beforeEach(async () => {
  userId = (await createUser(fresh.db, { email, password: old, credits: 0 })).id;
  [here, elsewhere] = [await signInHeaders(userId), await signInHeaders(userId)];
  logged.length = 0;
});

const change = (headers: Browser, currentPassword: string, newPassword: string) =>
  callRoute(changeRoute, { method: "POST", headers, body: { currentPassword, newPassword } });
const isSignedIn = async (headers: Browser) => (await callRoute(readBalance, { headers })).status === 200;
const opens = async (password: string) => (await checkPassword(fresh.db, email, password)) !== null;
const wrongHere = { status: 401, body: { code: "sign_in_failed", param: "currentPassword" } };

test("a change ends every other session of the account and nobody else's; this one stays, and only the new password opens it", async () => {
  const bob = await createUser(fresh.db, { email: "bob@example.org", password: old, credits: 0 });
  const bobs = await signInHeaders(bob.id);
  expect(await change(here, old, next)).toMatchObject({ status: 204, body: null });
  expect([await isSignedIn(here), await isSignedIn(elsewhere), await isSignedIn(bobs)]).toEqual([true, false, true]);
  expect([await opens(next), await opens(old)]).toEqual([true, false]);
  expect(await change(elsewhere, next, "a third good one")).toMatchObject({ body: { code: "sign_in_required" } });
});

test("a wrong current password is refused at its field, and everything stays as it was", async () => {
  expect(await change(here, wrong, next)).toMatchObject(wrongHere);
  expect([await isSignedIn(elsewhere), await opens(old), await opens(next)]).toEqual([true, true, false]);
});

test.each([
  ["Password2026!", "most common passwords"],
  ["Ada.Lovelace1815", "neither your email address nor this studio's name"],
  ["too short", "at least 10 characters"],
  [old, "the password you have now"],
])("%s as the new one is refused at its field, in words", async (refused, why) => {
  expect(await change(here, old, refused)).toMatchObject({
    status: 400,
    body: { code: "invalid_request", param: "newPassword", detail: expect.stringContaining(why) },
  });
  expect([await isSignedIn(elsewhere), await opens(old)]).toEqual([true, true]);
});

test("a session has 10 wrong guesses in 15 minutes, then not even the right one counts; another session still can", async () => {
  for (let at = 0; at < 10; at += 1) expect(await change(here, wrong, next)).toMatchObject(wrongHere);
  const refused = await change(here, old, next);
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited", param: "currentPassword" } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
  expect([await isSignedIn(elsewhere), await opens(old)]).toEqual([true, true]);
  expect((await change(elsewhere, old, next)).status).toBe(204);
});

test("a right one forgets the wrong ones before it", async () => {
  for (let at = 0; at < 9; at += 1) await change(here, wrong, next);
  expect((await change(here, old, next)).status).toBe(204);
  for (let at = 0; at < 9; at += 1) await change(here, wrong, old);
  expect((await change(here, next, old)).status).toBe(204);
});

test("of two changes at once one is made; the other's session has ended with it", async () => {
  const answers = await Promise.all([change(here, old, next), change(elsewhere, old, "a third good one")]);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([204, 401]);
  const [winner, loser] = statuses[0] === 204 ? [here, elsewhere] : [elsewhere, here];
  expect([await isSignedIn(winner), await isSignedIn(loser)]).toEqual([true, false]);
});

test("the log says whose password was changed and how many sessions ended, and no password", async () => {
  await change(here, wrong, next);
  await change(here, old, next);
  expect(logged.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ msg: "password changed", userId, sessionsEnded: 1 }),
  );
  for (const password of [old, wrong, next]) expect(logged.join("")).not.toContain(password);
});
