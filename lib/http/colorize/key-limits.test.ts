import { copyFile, readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GET as readAccount } from "../../../app/api/v1/account/route";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { POST as quote } from "../../../app/api/v1/quote/route";
import { GET as listWebhooks } from "../../../app/api/v1/webhooks/route";
import { createApiKey, type NewKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { accountSchema } from "../../contract/v1/account";
import { checkLedger } from "../../credits/check-ledger";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { type ColorizeFlow, createColorizeFlow, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";

const fresh = setUpSharedDatabase();
// Enough for all: places for uploads are not what is tried out here.
const opened = setUpStudio(fresh, () => ({ MAX_PARALLEL_UPLOADS: "200" }));
let flow: ColorizeFlow;
let photo: Blob;
beforeEach(async () => {
  await fresh.clear();
  flow = await createColorizeFlow(fresh.db);
  photo = new Blob([new Uint8Array(await readFile(samplePhoto))]);
  const { provider } = createFakeProvider(({ photo, outputPath }) => copyFile(photo.path, outputPath));
  const deps = flow.depsWith(provider);
  const { storage, clock } = deps;
  const unlimited = () => createMemoryRateLimit({ limit: 10_000, windowSeconds: 60 });
  const limits = { ...opened.studio.limits, key: unlimited(), account: unlimited() };
  Object.assign(opened.studio, { provider, storage, clock, colorize: deps, limits });
});
afterEach(async () => {
  await flow.close();
  expect(await checkLedger(fresh.db)).toEqual([]);
});

async function createKey(limits: Partial<NewKey> = {}) {
  const { API_KEY_SECRET: secret } = opened.studio.settings;
  const created = await createApiKey(fresh.db, { userId: flow.userId, name: "site", ...limits }, { secret });
  return { id: created.key.id, headers: { [names.apiKey]: created.secret } };
}

function send(headers: Record<string, string>) {
  const form = new FormData();
  form.set("image", photo, "a.jpg");
  return callRoute(colorize, { method: "POST", headers, body: form });
}

describe("a monthly budget", () => {
  test("with one credit left and 50 calls at once lets one through, and refuses 49", async () => {
    const { id, headers } = await createKey({ monthlyBudget: 1 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(headers)));
    const codes = answers.map(({ status, body }) => (status === 200 ? "ok" : (body as { code: string }).code));
    expect(codes.toSorted()).toEqual([...Array(49).fill("key_budget_exceeded"), "ok"]);
    expect(await fresh.db.apiKeyMonth.findMany({ where: { budgetId: id } })).toMatchObject([{ credits: 1 }]);
  });

  test("counts a call that is repeated under one Idempotency-Key once, also when the budget is spent by then", async () => {
    const { headers } = await createKey({ monthlyBudget: 1 });
    const again = { ...headers, [names.idempotencyKey]: "one" };
    const [first, second] = [await send(again), await send(again)];
    expect([first.status, second.status, second.headers.get(names.idempotencyReplayed)]).toEqual([200, 200, "true"]);
    expect(await send(headers)).toMatchObject({ status: 403, body: { code: "key_budget_exceeded" } });
    const account = accountSchema.parse((await callRoute(readAccount, { headers })).body);
    expect(account.key.budget).toMatchObject({ monthly: 1, spent: 1 });
  });
});

describe("a key that may not do this", () => {
  test("is refused where its scope ends, and told which scope it lacks", async () => {
    const { headers } = await createKey({ scopes: ["read"] });
    expect((await callRoute(readAccount, { headers })).status).toBe(200);
    const refused = { status: 403, body: { code: "key_scope_denied" } };
    expect(await send(headers)).toMatchObject(refused);
    expect(await callRoute(quote, { method: "POST", headers, body: { photos: 1 } })).toMatchObject(refused);
    const { body } = await callRoute(listWebhooks, { headers });
    expect(body).toMatchObject({ detail: expect.stringMatching(/needs the scope webhooks, .* lacks it: it has read/) });
  });

  test("is refused for webhooks when it is a test key: they would tell it about live jobs", async () => {
    const live = await createKey();
    const { headers } = await createKey({ mode: "test" });
    expect((await callRoute(listWebhooks, { headers: live.headers })).status).toBe(200);
    expect(await callRoute(listWebhooks, { headers })).toMatchObject({
      status: 403,
      body: { code: "key_scope_denied" },
    });
  });

  test.each([
    [["203.0.113.0/24"], "203.0.113.7", 200],
    [["203.0.113.0/24"], "::ffff:203.0.113.7", 200],
    [["203.0.113.0/24"], "203.0.114.7", 403],
    [["2001:db8::/32", "203.0.113.7"], "2001:db8:7::1", 200],
    [["2001:db8::/32"], "2001:db9::1", 403],
    [["203.0.113.0/24"], "unknown", 403],
    [["203.0.113.0/24"], "", 403],
    [[], "unknown", 200],
  ])("allowed from %j, is answered at %j with %d", async (allowedRanges, address, status) => {
    const { headers } = await createKey({ allowedRanges });
    const answer = await callRoute(readAccount, { headers: { ...headers, "x-forwarded-for": address } });
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(answer.body).toMatchObject({ code: "key_address_denied" });
      expect(answer.headers.has(names.creditsRemaining)).toBe(false);
    }
  });

  test("is refused with its whole account, suspended or about to be deleted, and works again after it", async () => {
    const { headers } = await createKey();
    const set = (data: object) => fresh.db.user.update({ where: { id: flow.userId }, data });
    const refused = { status: 403, body: { code: "account_suspended" } };
    await set({ suspendedAt: new Date() });
    expect(await callRoute(readAccount, { headers })).toMatchObject(refused);
    await set({ suspendedAt: null, deleteRequestedAt: new Date() });
    expect(await callRoute(readAccount, { headers })).toMatchObject(refused);
    await set({ deleteRequestedAt: null });
    expect((await callRoute(readAccount, { headers })).status).toBe(200);
  });
});

test("where a key was last used is kept as a range, and not at all for calls that were refused", async () => {
  const { id, headers } = await createKey({ allowedRanges: ["203.0.113.0/24"] });
  const from = (address: string) => callRoute(readAccount, { headers: { ...headers, "x-forwarded-for": address } });
  const range = async () => (await fresh.db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedRange;
  await from("198.51.100.1");
  expect(await range()).toBeNull();
  await from("203.0.113.77");
  await expect.poll(range).toBe("203.0.113.0/24");
});
