import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { headers as names } from "../../contract/headers";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { createSlots } from "../../rate-limit/slots";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, signInHeaders } from "../../testing/studio";
import { defineRoute } from "./define-route";
import { type BodyOf, type CallerContext, idParams, type QueryOf, type RequestContext } from "./endpoint";

const countSchema = z.strictObject({ count: z.coerce.number() });
const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let key: Record<string, string>;
let session: Record<string, string>;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 7)).id;
  key = (await createKeyHeaders(userId)).headers;
  session = await signInHeaders(userId);
  setLimit(100);
  opened.studio.settings.API_ENABLED = true;
});

const setLimit = (limit: number) =>
  Object.assign(opened.studio.limits, {
    key: createMemoryRateLimit({ limit, windowSeconds: 60 }),
    account: createMemoryRateLimit({ limit, windowSeconds: 60 }),
  });
const post = { method: "POST", body: { count: "2" } };
const showAll = async ({
  caller,
  body,
  query,
}: CallerContext & BodyOf<typeof countSchema> & QueryOf<typeof countSchema>) => Response.json({ caller, body, query });

test("a handler gets the caller and what was parsed", async () => {
  const { POST } = defineRoute({
    POST: { auth: "key", scope: "read", body: countSchema, query: countSchema, handler: showAll },
  });
  const answer = await callRoute(POST, { ...post, path: "/?count=1", headers: key });
  const caller = { userId, apiKeyId: expect.any(String), source: "api", mode: "live" };
  expect(answer).toMatchObject({ status: 200, body: { caller, body: { count: 2 }, query: { count: 1 } } });
});

test("origin, caller, rate, open, input: the first that is wrong is what the answer says", async () => {
  const wrong = { method: "POST", body: "{", path: "/?count=x" };
  const byKey = defineRoute({
    POST: { auth: "key", scope: "read", body: countSchema, query: countSchema, handler: showAll },
  });
  const bySession = defineRoute({
    POST: { auth: "session", rateLimited: true, body: countSchema, query: countSchema, handler: showAll },
  });
  const codeOf = async (...[handler, call]: Parameters<typeof callRoute>) =>
    ((await callRoute(handler, call)).body as { code: string }).code;
  setLimit(0);
  opened.studio.settings.API_ENABLED = false;
  const foreign = { origin: "https://evil.example" };
  expect(await codeOf(bySession.POST, { ...wrong, headers: foreign })).toBe("foreign_origin");
  expect(await codeOf(bySession.POST, wrong)).toBe("sign_in_required");
  expect(await codeOf(bySession.POST, { ...wrong, headers: session })).toBe("rate_limited");
  expect(await codeOf(byKey.POST, wrong)).toBe("api_key_missing");
  expect(await codeOf(byKey.POST, { ...wrong, headers: key })).toBe("rate_limited");
  setLimit(100);
  expect(await codeOf(byKey.POST, { ...wrong, headers: key })).toBe("provider_disabled");
  // The operator's switch is for the public API alone.
  expect(await codeOf(bySession.POST, { ...wrong, headers: session })).toBe("invalid_request");
});

test("an answer to a key says what was charged and what is left, a refusal too; one to a session where it is declared", async () => {
  const refusing = async () => Promise.reject(new TypeError("a bug"));
  const { GET, PUT, POST, DELETE } = defineRoute({
    GET: { auth: "key", scope: "read", handler: async () => new Response() },
    PUT: { auth: "key", scope: "read", handler: refusing },
    POST: { auth: "session", showsCredits: true, handler: async () => new Response() },
    DELETE: { auth: "session", handler: async () => new Response() },
  });
  for (const [handler, method, headers] of [
    [GET, "GET", key],
    [PUT, "PUT", key],
    [POST, "POST", session],
  ] as const) {
    expect((await callRoute(handler, { method, headers })).headers.get(names.creditsRemaining)).toBe("7");
  }
  const { headers } = await callRoute(DELETE, { method: "DELETE", headers: session });
  expect(headers.get(names.creditsRemaining)).toBeNull();
  expect((await callRoute(GET, { headers: key })).headers.get(names.creditsCharged)).toBe("0");
});

test("bodies sent before an account is known have a share for each address, and give it back", async () => {
  let pending = 0;
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { POST } = defineRoute({
    POST: {
      auth: "public",
      body: countSchema,
      handler: async () => {
        pending += 1;
        await gate;
        return new Response();
      },
    },
  });
  const slots = createSlots(8);
  opened.studio.publicBodies = { ...slots, takeWithin: (_, holder) => slots.takeWithin(20, holder) };
  const send = (address: string) =>
    callRoute(POST, { method: "POST", body: { count: 1 }, headers: { "x-forwarded-for": address } });
  const greedy = Array.from({ length: 6 }, () => send("192.0.2.1"));
  await expect.poll(() => pending).toBe(6);
  const refused = await send("192.0.2.1");
  expect(refused).toMatchObject({
    status: 429,
    body: { code: "over_capacity", detail: expect.stringMatching(/^6 requests from this address/) },
  });
  const other = send("192.0.2.2");
  await expect.poll(() => pending).toBe(7);
  finish();
  const answers = [...(await Promise.all([...greedy, other])), await send("192.0.2.1")];
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test("what does not fit together does not compile", () => {
  const forAnyone = async (_: RequestContext) => new Response();
  const forCallers = async (_: CallerContext) => new Response();
  const withBody = async (_: RequestContext & BodyOf<typeof countSchema>) => new Response();
  // @ts-expect-error a method says who may call it
  defineRoute({ GET: { handler: forAnyone } });
  // @ts-expect-error by one of the known words
  defineRoute({ GET: { auth: "nobody", handler: forAnyone } });
  // @ts-expect-error a key needs a scope
  defineRoute({ GET: { auth: "key", handler: forAnyone } });
  // @ts-expect-error a session has none
  defineRoute({ GET: { auth: "session", scope: "read", handler: forAnyone } });
  // @ts-expect-error nobody is authenticated here, so there is no caller
  defineRoute({ GET: { auth: "public", handler: forCallers } });
  // @ts-expect-error the body is not declared, so nobody parses it
  defineRoute({ POST: { auth: "key", scope: "read", handler: withBody } });
  // @ts-expect-error the handler takes another body than the one declared
  defineRoute({ POST: { auth: "key", scope: "read", body: idParams, handler: withBody } });
  // @ts-expect-error a word that nobody reads
  defineRoute({ POST: { auth: "key", scope: "read", boddy: countSchema, handler: forAnyone } });
  // @ts-expect-error no such method
  defineRoute({ FETCH: { auth: "key", scope: "read", handler: forAnyone } });
  defineRoute({
    GET: { auth: "session", handler: forCallers },
    POST: { auth: "public", body: countSchema, handler: withBody },
  });
});
