import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST } from "../../../../app/api/sign-up/route";
import { checkLedger } from "../../../credits/check/check-ledger";
import { readBalance } from "../../../credits/read-balance";
import { createMemoryRateLimit } from "../../../rate-limit/rate-limit";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { callRoute, testOrigin } from "../../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
let now: Date;
beforeAll(() => {
  opened.studio.clock = { now: () => now };
});
beforeEach(() => {
  now = new Date("2026-01-01T12:00:00Z");
  opened.studio.limits.signUpAddress = createMemoryRateLimit({ limit: 1000, windowSeconds: 60 });
  Object.assign(opened.studio.settings, {
    SIGNUP_CREDITS: 10,
    SIGNUP_CREDITS_PER_RANGE_PER_DAY: 30,
    SIGNUP_CREDITS_PER_DAY: 50,
  });
});

let people = 0;
type Answer = { status: number; body: { userId: string; credits: number; notice?: string } };

async function signUp(address: string, fields: object = {}) {
  people += 1;
  const body = { email: `person-${people}@example.org`, password: "analytical engine", ...fields };
  const headers = { origin: testOrigin, "x-forwarded-for": address };
  return (await callRoute(POST, { method: "POST", headers, body })) as Answer;
}
const creditsOf = async (address: string) => (await signUp(address)).body.credits;
const total = (answers: Answer[]) => answers.reduce((sum, { body }) => sum + body.credits, 0);

test("one network gets its share of a day's credits; later accounts are made without and are told so, the next day counts anew", async () => {
  expect([await creditsOf("203.0.113.1"), await creditsOf("203.0.113.2"), await creditsOf("203.0.113.3")]).toEqual([
    10, 10, 10,
  ]);
  const { status, body } = await signUp("::ffff:203.0.113.4");
  expect(status).toBe(201);
  expect(body).toEqual({
    userId: expect.any(String),
    credits: 0,
    notice: expect.stringContaining("without free credits"),
  });
  expect(await readBalance(fresh.db, body.userId)).toMatchObject({ available: 0 });
  const elsewhere = await signUp("203.0.114.1");
  expect(elsewhere.body).toEqual({ userId: expect.any(String), credits: 10 });
  expect(await readBalance(fresh.db, elsewhere.body.userId)).toMatchObject({ available: 10 });
  now = new Date("2026-01-02T00:00:00Z");
  expect(await creditsOf("203.0.113.5")).toBe(10);
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("an IPv6 /48 is one network", async () => {
  for (const subnet of [1, 2, 3]) expect(await creditsOf(`2001:db8:5:${subnet}::1`)).toBe(10);
  expect(await creditsOf("2001:db8:5:ffff::1")).toBe(0);
  expect(await creditsOf("2001:db8:6:1::1")).toBe(10);
});

test("the studio gives no more than its day's credits, from however many networks, and a refusal uses up nothing", async () => {
  for (let at = 1; at <= 5; at += 1) expect(await creditsOf(`203.0.${at}.1`)).toBe(10);
  expect(await creditsOf("203.0.6.1")).toBe(0);
  opened.studio.settings.SIGNUP_CREDITS_PER_DAY = 1000;
  for (let at = 1; at <= 3; at += 1) expect(await creditsOf("203.0.6.1")).toBe(10);
});

test("sign-ups at the same moment never get more together than the limits", async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => signUp(`203.0.${113 + (at % 2)}.${at}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
  expect(total(answers)).toBe(50);
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("a sign-up that fails uses up nothing", async () => {
  const email = "ada@example.org";
  expect((await signUp("203.0.113.1", { email })).status).toBe(201);
  for (let time = 0; time < 5; time += 1) expect((await signUp("203.0.113.1", { email })).status).toBe(409);
  expect(await creditsOf("203.0.113.1")).toBe(10);
});

test("a reached limit is logged once a day, whose it is and without an address", async () => {
  const warn = vi.spyOn(opened.studio.log, "warn");
  for (let at = 0; at < 6; at += 1) await signUp("203.0.113.1");
  expect(warn.mock.calls).toEqual([
    [{ day: "2026-01-01", limit: 30 }, expect.stringContaining("of one address range are given out")],
  ]);
  for (let at = 0; at < 5; at += 1) await signUp(`203.0.${at}.1`);
  expect(warn.mock.calls.slice(1)).toEqual([
    [{ day: "2026-01-01", limit: 50 }, expect.stringContaining("of the studio are given out")],
  ]);
  warn.mockRestore();
});

test("no address is stored, not the same for two days, and old days are deleted", async () => {
  const rows = async () => (await fresh.db.signUpAllowance.findMany()).filter(({ scope }) => scope !== "studio");
  await signUp("203.0.113.1");
  const [first] = await rows();
  expect(first?.scope).toMatch(/^[\w-]{43}$/);
  now = new Date("2026-01-02T12:00:00Z");
  await signUp("203.0.113.1");
  expect(new Set((await rows()).map(({ scope }) => scope)).size).toBe(2);
  now = new Date("2026-01-04T12:00:00Z");
  await signUp("203.0.113.1");
  expect(await rows()).toHaveLength(1);
});

test("left alone, a network gets ten times the credits of an account and the studio a hundred times; 0 gives none", async () => {
  Object.assign(opened.studio.settings, {
    SIGNUP_CREDITS: 2,
    SIGNUP_CREDITS_PER_RANGE_PER_DAY: undefined,
    SIGNUP_CREDITS_PER_DAY: undefined,
  });
  expect(total(await Promise.all(Array.from({ length: 11 }, () => signUp("203.0.113.1"))))).toBe(20);
  opened.studio.settings.SIGNUP_CREDITS_PER_DAY = 0;
  expect((await signUp("203.0.114.1")).body).toMatchObject({ credits: 0, notice: expect.any(String) });
  opened.studio.settings.SIGNUP_CREDITS = 0;
  expect((await signUp("203.0.114.1")).body).toEqual({ userId: expect.any(String), credits: 0 });
});

test("a password that would be guessed is refused at its field, in words, and no account is made", async () => {
  const before = await fresh.db.user.count();
  const cases = [
    ["Password2026!", "most common passwords"],
    ["Ada.Lovelace1815", "neither your email address nor this studio's name"],
    ["pixomax studio", "neither your email address nor this studio's name"],
  ] as const;
  for (const [password, words] of cases) {
    const refused = await signUp("203.0.113.1", { email: "ada.lovelace@example.org", password });
    expect(refused, password).toMatchObject({
      status: 400,
      body: { code: "invalid_request", param: "password", detail: expect.stringContaining(words) },
    });
  }
  expect(await fresh.db.user.count()).toBe(before);
});
