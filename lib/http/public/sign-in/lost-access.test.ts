import pino from "pino";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { GET as readBalance } from "../../../../app/api/console/balance/route";
import { POST as confirm } from "../../../../app/api/sign-in/confirm-email/route";
import { POST as forgot } from "../../../../app/api/sign-in/forgot/route";
import { POST as reset } from "../../../../app/api/sign-in/reset/route";
import { createUser } from "../../../accounts/create-user";
import { askToConfirm } from "../../../accounts/email-address/confirm-email";
import { makeResetLink } from "../../../accounts/lost-access/make-reset-link";
import { checkPassword } from "../../../accounts/password";
import { poolOf } from "../../../db/client";
import { mailDeps } from "../../../mail/queue-mail";
import { createMemoryRateLimit } from "../../../rate-limit/rate-limit";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { callRoute, signInHeaders, testOrigin } from "../../../testing/studio";
import type { RouteHandler } from "../../route/define-route";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh, () => ({ PUBLIC_URL: testOrigin }));
const logged: string[] = [];
beforeAll(() => {
  opened.studio.log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
});

const [email, old, next] = ["ada@example.org", "analytical engine", "bernoulli numbers"];
let userId: string;
beforeEach(async () => {
  logged.length = 0;
  const { limits } = opened.studio;
  limits.resetAddress = createMemoryRateLimit({ limit: 30, windowSeconds: 900 });
  limits.resetEmail = createMemoryRateLimit({ limit: 5, windowSeconds: 3600 });
  userId = (await createUser(fresh.db, { email, password: old, credits: 0 })).id;
});

const send = (route: RouteHandler, body: object, address = "203.0.113.9", headers: object = {}) =>
  callRoute(route, { method: "POST", headers: { origin: testOrigin, "x-forwarded-for": address, ...headers }, body });
const ask = (address: string, from?: string) => send(forgot, { email: address }, from);
const making = () => ({ mail: mailDeps(opened.studio.settings), now: opened.studio.clock.now() });

async function makeToken(): Promise<string> {
  const { url } = await makeResetLink(fresh.db, { id: userId, suspendedAt: null }, { actor: "command_line" }, making());
  return new URL(url).searchParams.get("token") ?? "";
}

type Requested = { data: { email: string } };
const waiting = () => fresh.db.$queryRaw<Requested[]>`SELECT data FROM pgboss.job WHERE name = 'reset-request'`;

test("a known, an unknown and a suspended address get the same answer after the same work: one statement that names no account", async () => {
  const suspended = { email: "bob@example.org", password: old, credits: 0 };
  await fresh.db.user.update({
    where: { id: (await createUser(fresh.db, suspended)).id },
    data: { suspendedAt: new Date() },
  });
  const seen = [];
  for (const address of [email, "nobody@example.org", suspended.email]) {
    let trips = 0;
    const count = () => {
      trips += 1;
    };
    poolOf(fresh.db)?.on("acquire", count);
    const { status, body, headers } = await ask(` ${address.toUpperCase()} `);
    poolOf(fresh.db)?.off("acquire", count);
    headers.delete("x-request-id");
    seen.push({ status, body, headers: [...headers], trips });
  }
  expect(seen[0]).toMatchObject({
    status: 202,
    body: { message: expect.stringContaining("If this address") },
    trips: 1,
  });
  expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await fresh.db.mail.count()).toBe(0);
  const asked = (await waiting()).map(({ data }) => data.email);
  expect(asked.toSorted()).toEqual([email, suspended.email, "nobody@example.org"]);
});

test("one network asks 30 times in 15 minutes, one address is asked for 5 times an hour, known or not", async () => {
  for (const address of [email, "nobody@example.org"]) {
    for (let at = 0; at < 5; at += 1) expect((await ask(address, `198.51.${at}.1`)).status).toBe(202);
    const refused = await ask(address, "198.51.100.1");
    expect(refused).toMatchObject({
      status: 429,
      body: { code: "rate_limited", detail: expect.stringContaining("spam") },
    });
  }
  for (let at = 0; at < 30; at += 1) expect((await ask(`a${at}@example.org`, `203.0.113.${at}`)).status).toBe(202);
  expect((await ask("b@example.org", "203.0.113.77")).status).toBe(429);
  expect((await ask("b@example.org", "203.0.114.77")).status).toBe(202);
});

test("a link resets the password, signs nobody in, and the old sessions are over; what opens the account is in no log", async () => {
  const session = await signInHeaders(userId);
  const token = await makeToken();
  expect(await send(reset, { token, password: "too short" })).toMatchObject({ body: { param: "password" } });
  const answer = await send(reset, { token, password: next });
  expect(answer).toMatchObject({ status: 204, body: null });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect((await callRoute(readBalance, { headers: session })).status).toBe(401);
  expect(await checkPassword(fresh.db, email, next)).toMatchObject({ id: userId });
  expect(await send(reset, { token, password: old })).toMatchObject({ status: 410, body: { code: "link_used" } });
  expect(await send(reset, { token: token.slice(1), password: old })).toMatchObject({ body: { code: "link_invalid" } });
  expect(logged.join("")).toContain("password reset by a link");
  for (const secret of [token, next, email]) expect(logged.join("")).not.toContain(secret);
});

test("two browsers that use one link at once: one sets its password, the other is told", async () => {
  const token = await makeToken();
  const answers = await Promise.all([next, "difference engine"].map((password) => send(reset, { token, password })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 410]);
});

test("a link of one kind does nothing as one of the other", async () => {
  const user = await fresh.db.user.findUniqueOrThrow({ where: { id: userId } });
  await askToConfirm(fresh.db, user, making());
  const { text } = await fresh.db.mail.findFirstOrThrow();
  const { searchParams } = new URL(/http\S+confirm-email\S+/.exec(text ?? "")?.[0] ?? "");
  const body = Object.fromEntries(searchParams);
  expect(await send(confirm, { ...body, kind: "change" })).toMatchObject({ body: { code: "link_invalid" } });
  expect(await send(reset, { token: body.token, password: next })).toMatchObject({ body: { code: "link_invalid" } });
});

test("links lead to the studio's own address, whatever address the request names", async () => {
  const response = await send(forgot, { email }, "203.0.113.9", { host: "evil.example" });
  expect(response.status).toBe(202);
  expect(
    new URL((await makeResetLink(fresh.db, { id: userId, suspendedAt: null }, { actor: "command_line" }, making())).url)
      .origin,
  ).toBe(testOrigin);
});
