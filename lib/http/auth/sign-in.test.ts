import { beforeEach, expect, test, vi } from "vitest";
import { GET as readAuth, POST as writeAuth } from "../../../app/api/auth/[...nextauth]/route";
import { GET as openDeviceLink } from "../../../app/api/auth/device-link/route";
import { createUser } from "../../accounts/create-user";
import { createDeviceId, type DeviceProof, signDevice } from "../../accounts/known-device";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, testOrigin } from "../../testing/studio";
import type { RouteHandler } from "../route/define-route";

// Each test hashes up to thirty passwords, one after the other.
vi.setConfig({ testTimeout: 120_000 });
// One studio counts for all tests, so each has an account of its own.
let ada: { email: string; password: string };
const wrong = "difference engine";
const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let made = 0;
beforeEach(async () => {
  made += 1;
  ada = { email: `ada-${made}@example.org`, password: "analytical engine" };
  userId = (await createUser(fresh.db, { ...ada, credits: 3 })).id;
});

let csrf: { csrfToken: string; cookie: string } | undefined;

async function readCsrf() {
  const browser = new Browser("198.18.0.1");
  const { csrfToken } = (await browser.call(readAuth, "/api/auth/csrf")).body as { csrfToken: string };
  return { csrfToken, cookie: browser.cookies.get("next-auth.csrf-token") ?? "" };
}

/** A browser at an address of its own, which keeps its cookies. */
class Browser {
  readonly cookies = new Map<string, string>();
  /** The Set-Cookie lines that it got. */
  readonly received: string[] = [];
  constructor(readonly address: string) {}

  async call(handler: RouteHandler, path: string, form?: URLSearchParams) {
    const sent = [...this.cookies].filter(([name]) => !name.startsWith("pixomax.") || path.startsWith("/api/auth/"));
    const headers = {
      cookie: sent.map(([name, value]) => `${name}=${value}`).join("; "),
      origin: testOrigin,
      "x-forwarded-for": this.address,
      ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    };
    const params = { nextauth: path.split("/").slice(3) };
    const method = form ? "POST" : "GET";
    const answer = await callRoute(handler, { method, path, headers, params, body: form });
    for (const line of answer.headers.getSetCookie()) {
      this.received.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }

  /** Sends the form as the page does. The answer of next-auth. */
  async sendForm(email: string, password: string) {
    // A token is good with its cookie, whoever sends them; fetching one for each guess would take longer than the guess.
    csrf ??= await readCsrf();
    const { csrfToken, cookie } = csrf;
    this.cookies.set("next-auth.csrf-token", cookie);
    const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
    const { status, body } = await this.call(writeAuth, "/api/auth/callback/credentials", form);
    return { status, body: { ...(body as object), requestId: "" } };
  }

  /** Whether the password opens the account. */
  async signsIn(password: string, email = ada.email): Promise<boolean> {
    return (await this.sendForm(email, password)).status === 200;
  }
}

/** Guesses wrongly, each time from another address: of the first range as often as it may, then of the next. */
async function guess(times: number, email = ada.email): Promise<void> {
  for (let at = 0; at < times; at += 1) {
    const address = `203.0.${113 + Math.floor(at / 5)}.${at + 1}`;
    expect(await new Browser(address).signsIn(wrong, email)).toBe(false);
  }
}
let browsers = 0;
/** One at an address that nobody else has. */
const newBrowser = () => {
  browsers += 1;
  return new Browser(`198.51.${browsers}.7`);
};

test("strangers have 10 guesses of an account in 15 minutes, from however many addresses; after 9 the right one counts", async () => {
  await guess(9);
  // A right one is not counted, for the account or for its network, so it gives a stranger neither less nor more.
  for (let at = 0; at < 6; at += 1) expect(await new Browser("192.0.2.77").signsIn(ada.password)).toBe(true);
  expect(await new Browser("203.0.120.1").signsIn(wrong)).toBe(false);
  expect(await newBrowser().signsIn(ada.password)).toBe(false);
});

test("one network has 5 of them, so it locks nobody else out, and every address of it is that network", async () => {
  for (let at = 1; at <= 12; at += 1) await new Browser(`203.0.113.${at}`).signsIn(wrong);
  expect(await new Browser("203.0.113.200").signsIn(ada.password)).toBe(false);
  expect(await newBrowser().signsIn(ada.password)).toBe(true);

  for (let at = 1; at <= 4; at += 1) await new Browser(`2001:db8:5:${at}::1`).signsIn(wrong);
  expect(await new Browser("2001:db8:5:ffff::1").signsIn(wrong)).toBe(false);
  expect(await new Browser("2001:db8:5:aaaa::1").signsIn(ada.password)).toBe(false);
});

test("a browser that signed in before signs in while strangers guess, also from the address they guess from", async () => {
  const owners = newBrowser();
  expect(await owners.signsIn(ada.password)).toBe(true);
  await guess(12);
  expect(await newBrowser().signsIn(ada.password)).toBe(false);
  for (let at = 0; at < 20; at += 1) await opened.studio.limits.signInAddress.take(owners.address);
  expect(await new Browser(owners.address).signsIn(ada.password)).toBe(false);
  expect(await owners.signsIn(ada.password)).toBe(true);
});

test("it has 10 wrong guesses of its own, which strangers do not lose, and a right one forgets them", async () => {
  const owners = newBrowser();
  await owners.signsIn(ada.password);
  for (let round = 0; round < 2; round += 1) {
    for (let at = 0; at < 9; at += 1) expect(await owners.signsIn(wrong)).toBe(false);
    expect(await owners.signsIn(ada.password)).toBe(true);
  }
  for (let at = 0; at < 10; at += 1) expect(await owners.signsIn(wrong)).toBe(false);
  expect(await owners.signsIn(ada.password)).toBe(false);
  expect(await newBrowser().signsIn(ada.password)).toBe(true);
});

test("being known to one account helps with no other, and a family's browser is known to all of its accounts", async () => {
  const bob = { email: "bob@example.org", password: "another good one" };
  await createUser(fresh.db, { ...bob, credits: 0 });
  const [bobs, familys] = [newBrowser(), newBrowser()];
  await bobs.signsIn(bob.password, bob.email);
  await familys.signsIn(ada.password);
  await familys.signsIn(bob.password, bob.email);
  await guess(10);
  expect(await bobs.signsIn(ada.password)).toBe(false);
  expect(await familys.signsIn(ada.password)).toBe(true);
});

test("the proof is for a year, for the addresses of sign-in alone, and out of reach of scripts", async () => {
  const browser = newBrowser();
  await browser.signsIn(ada.password);
  const line = browser.received.find((each) => each.startsWith("pixomax.known-devices=")) ?? "";
  expect(line.split("; ").slice(1)).toEqual(
    expect.arrayContaining(["Path=/api/auth", "Max-Age=31536000", "HttpOnly", "SameSite=lax"]),
  );
});

const sign = (proof: DeviceProof, secret: string, now = new Date()) =>
  signDevice({ userId, deviceId: createDeviceId() }, proof, { secret, now });
const yearMs = 366 * 24 * 3600 * 1000;

test("a forged or expired proof, and a link's in its place, are worth nothing", async () => {
  await guess(10);
  const { AUTH_SECRET } = opened.studio.settings;
  const cases = [
    await sign("known-device", "x".repeat(32)),
    await sign("known-device", AUTH_SECRET, new Date(Date.now() - yearMs)),
    await sign("device-link", AUTH_SECRET),
    "~".repeat(5000),
  ];
  for (const proof of cases) {
    const browser = newBrowser();
    browser.cookies.set("pixomax.known-devices", proof);
    expect(await browser.signsIn(ada.password), proof).toBe(false);
  }
  const good = newBrowser();
  good.cookies.set("pixomax.known-devices", await sign("known-device", AUTH_SECRET));
  expect(await good.signsIn(ada.password)).toBe(true);
});

test("the operator's link lets a new browser in while strangers guess, for 15 minutes, and still wants the password", async () => {
  await guess(10);
  const { AUTH_SECRET } = opened.studio.settings;
  const pathOf = async (now?: Date) => `/api/auth/device-link?token=${await sign("device-link", AUTH_SECRET, now)}`;
  const browser = newBrowser();
  const family = await signDevice({ userId: "usr_family", deviceId: "d" }, "known-device", {
    secret: AUTH_SECRET,
    now: new Date(),
  });
  browser.cookies.set("pixomax.known-devices", family);
  expect(await browser.call(openDeviceLink, await pathOf(new Date(Date.now() - 16 * 60_000)))).toMatchObject({
    status: 403,
    body: { code: "link_invalid" },
  });
  expect(await browser.signsIn(ada.password)).toBe(false);
  const opening = await browser.call(openDeviceLink, await pathOf());
  expect([opening.status, opening.headers.get("location")]).toEqual([303, "/sign-in"]);
  expect(browser.cookies.get("pixomax.known-devices")?.split("~")).toHaveLength(2);
  expect(await browser.signsIn(wrong)).toBe(false);
  expect(await browser.signsIn(ada.password)).toBe(true);
});

test("an email without an account is counted and answered in the same way, also when its guesses are used up", async () => {
  const answers = async (email: string) => {
    const seen: unknown[] = [];
    for (let at = 0; at < 7; at += 1) seen.push(await new Browser("192.0.2.1").sendForm(email, wrong));
    return seen;
  };
  const nobody = { email: `nobody-${made}@example.org`, password: "somebody after all" };
  const known = await answers(ada.email);
  expect(await answers(nobody.email)).toEqual(known);
  expect(new Set(known.map((answer) => JSON.stringify(answer))).size).toBe(1);
  // An account that is made meanwhile finds the guesses counted.
  await guess(5, nobody.email);
  await createUser(fresh.db, { ...nobody, credits: 0 });
  expect(await newBrowser().signsIn(nobody.password, nobody.email)).toBe(false);
});

test("an account from before the rules for passwords signs in with the one it has", async () => {
  const other = await createUser(fresh.db, { email: "old@example.org", password: ada.password, credits: 0 });
  const { hash } = await import("@node-rs/argon2");
  await fresh.db.user.update({ where: { id: other.id }, data: { passwordHash: await hash("password") } });
  expect(await newBrowser().signsIn("password", "old@example.org")).toBe(true);
});
