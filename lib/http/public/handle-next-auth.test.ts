import { beforeEach, expect, test } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { createUser } from "../../accounts/create-user";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, testOrigin } from "../../testing/studio";

const database = setUpDatabase();
const person = { email: "ada@example.org", password: "a-long-enough-password" };
const opened = setUpStudio(database);
beforeEach(async () => {
  const many = () => createMemoryRateLimit({ limit: 1000, windowSeconds: 60 });
  Object.assign(opened.studio.limits, { authAddress: many(), signInAddress: many(), signInAccount: many() });
  await createUser(database.db, { ...person, credits: 0 });
});

const get = (action: string, { query = "", cookie = "" } = {}) =>
  callRoute(GET, { path: `/api/auth/${action}${query}`, params: { nextauth: action.split("/") }, headers: { cookie } });
const post = (action: string, body: BodyInit, headers: Record<string, string> = {}) =>
  callRoute(POST, {
    method: "POST",
    path: `/api/auth/${action}`,
    params: { nextauth: action.split("/") },
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body,
  });

/** The token of a form and the cookie that belongs to it. */
async function openForm(cookie = "") {
  const answer = await get("csrf", { cookie });
  const { csrfToken } = answer.body as { csrfToken: string };
  const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { csrfToken, cookie: [cookie, ...set].filter(Boolean).join("; ") };
}
const form = (fields: Record<string, string>) => String(new URLSearchParams({ json: "true", ...fields }));

test("a person signs in, and out again", async () => {
  const { csrfToken, cookie } = await openForm();
  const signedIn = await post("callback/credentials", form({ ...person, csrfToken }), { cookie });
  expect(signedIn.status).toBe(200);
  const session = signedIn.headers.getSetCookie().find((line) => line.startsWith("next-auth.session-token="));
  expect(session).toMatch(/HttpOnly; SameSite=lax/i);
  const jar = `${cookie}; ${session?.split(";")[0]}`;
  expect((await get("session", { cookie: jar })).body).toHaveProperty("expires");
  const out = await post("signout", form({ csrfToken }), { cookie: jar });
  expect(out).toMatchObject({ status: 200, body: { url: expect.any(String) } });
  expect(await database.db.session.count({ where: { revokedAt: null } })).toBe(0);
});

test("a wrong password and a form of another browser are refused in the error contract, with the url that its script reads", async () => {
  const { csrfToken, cookie } = await openForm();
  const problem = { creditsCharged: 0, requestId: expect.any(String), fix: expect.any(String) };
  const wrong = await post("callback/credentials", form({ ...person, password: "another-password", csrfToken }), {
    cookie,
  });
  const url = `${testOrigin}/sign-in?error=sign_in_failed`;
  expect(wrong).toMatchObject({ status: 401, body: { ...problem, code: "sign_in_failed", url } });
  for (const action of ["callback/credentials", "signout"]) {
    const foreign = await post(action, form({ ...person, csrfToken: "x" }), { cookie });
    expect(foreign).toMatchObject({ status: 403, body: { ...problem, code: "foreign_origin" } });
  }
});

test("what next-auth has beyond that does not exist: no pages of its own, no open log", async () => {
  for (const action of ["signout/x", "verify-request", "_log", "zzz", "__proto__", "callback/google", "\0"]) {
    expect(await get(action)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await post(action, "level=error&code=x")).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  const byOtherMethod = [
    await get("callback/credentials"),
    await get("signout"),
    await post("session", ""),
    await post("csrf", ""),
  ];
  for (const answer of byOtherMethod)
    expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
  expect(byOtherMethod[0]?.headers.get("allow")).toBe("POST");
});

test("a return address that is none is left out, from the query, the form or the cookie that used to shut people out", async () => {
  const odd = ["garbage", "http://[", "javascript:alert(1)", "\u{1f600}", "//"];
  for (const address of odd) {
    const encoded = encodeURIComponent(address);
    expect((await get("csrf", { query: `?callbackUrl=${encoded}` })).status).toBe(200);
    const { csrfToken, cookie } = await openForm(`next-auth.callback-url=${encoded}`);
    const answer = await post("callback/credentials", form({ ...person, csrfToken, callbackUrl: address }), { cookie });
    expect(answer).toMatchObject({ status: 200, body: { url: expect.stringMatching(/^https?:/) } });
  }
});

test("a body is a small form, or JSON of texts; what is not is refused, none of it with 500", async () => {
  const json = { "content-type": "application/json" };
  for (const body of ["{", '{"callbackUrl":1}', "[]", "null", '{"email":{"a":1}}', '{"email":"a\\u0000"}']) {
    expect(await post("callback/credentials", body, json)).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
  }
  const long = await post("callback/credentials", form({ email: "a".repeat(17 * 1024) }));
  expect(long).toMatchObject({
    status: 400,
    body: { code: "invalid_request", detail: expect.stringContaining("16384 bytes") },
  });
});

test("an address that tries too often is refused before its body is read", async () => {
  Object.assign(opened.studio.limits, { authAddress: createMemoryRateLimit({ limit: 1, windowSeconds: 60 }) });
  await post("signout", "");
  const unread = new ReadableStream({ pull: () => expect.unreachable() }, { highWaterMark: 0 });
  const refused = await post("callback/credentials", unread);
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited", url: expect.any(String) } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a stranger behind the same address cannot use up the tries of a browser that signed in before", async () => {
  const { csrfToken, cookie } = await openForm();
  const signedIn = await post("callback/credentials", form({ ...person, csrfToken }), { cookie });
  const device = signedIn.headers.getSetCookie().find((line) => line.startsWith("pixomax.known-devices="));
  Object.assign(opened.studio.limits, { authAddress: createMemoryRateLimit({ limit: 1, windowSeconds: 60 }) });
  await post("signout", "");
  expect((await post("callback/credentials", form({ ...person, csrfToken }), { cookie })).status).toBe(429);
  const jar = `${cookie}; ${device?.split(";")[0]}`;
  expect((await post("callback/credentials", form({ ...person, csrfToken }), { cookie: jar })).status).toBe(200);
});
