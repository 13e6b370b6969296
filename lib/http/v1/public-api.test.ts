import { beforeAll, beforeEach, expect, test } from "vitest";
import { GET as getAccount } from "../../../app/api/v1/account/route";
import { GET as getReceipt } from "../../../app/api/v1/jobs/[id]/receipt/route";
import { DELETE as deleteJob, GET as getJob } from "../../../app/api/v1/jobs/[id]/route";
import { GET as listJobs } from "../../../app/api/v1/jobs/route";
import { GET as getModels } from "../../../app/api/v1/models/route";
import { POST as postQuote } from "../../../app/api/v1/quote/route";
import { GET as getUsage } from "../../../app/api/v1/usage/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { unknownFacts } from "../../contract/photos/photo-facts";
import { problems } from "../../contract/problems";
import { accountSchema, modelsAnswerSchema } from "../../contract/v1/account";
import { jobPageSchema, jobResourceSchema } from "../../contract/v1/jobs";
import { usageSchema } from "../../contract/v1/usage";
import type { Settings } from "../../env/settings-schema";
import type { ErrorCode } from "../../errors/error-codes";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";
import type { RouteHandler } from "../route/define-route";

const now = new Date("2026-03-10T12:00:00Z");
const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let keys: Record<"live" | "test", string>;
let jobs: Record<"live" | "test" | "running", string>;
beforeAll(async () => {
  opened.studio.clock = { now: () => now };
});
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 10)).id;
  keys = { live: await makeKey("live"), test: await makeKey("test") };
  jobs = {
    live: await openJob(fresh.db, userId),
    test: await openJob(fresh.db, userId, { isTest: true }),
    running: "",
  };
  for (const jobId of [jobs.live, jobs.test]) await settleAsSucceeded(fresh.db, jobId);
  jobs.running = await openJob(fresh.db, userId);
});

async function makeKey(mode: "live" | "test"): Promise<string> {
  const options = { secret: opened.studio.settings.API_KEY_SECRET };
  const { key, secret } = await createApiKey(fresh.db, { userId, name: `${mode} key` }, options);
  await fresh.db.apiKey.update({ where: { id: key.id }, data: { mode } });
  return secret;
}

type Request = {
  key: string;
  id?: string;
  changed?: Partial<Settings>;
  perMinute?: number;
  body?: ReadableStream<Uint8Array> | string;
};

/** What the route answers to a request with this key, on a studio with these settings. */
async function request(handler: RouteHandler, { key, id = "", changed, perMinute = 1000, body }: Request) {
  const { studio } = opened;
  const limit = () => createMemoryRateLimit({ limit: perMinute, windowSeconds: 60 });
  const { settings, limits } = studio;
  Object.assign(studio, {
    settings: { ...settings, ...changed },
    limits: { ...limits, key: limit(), account: limit() },
  });
  try {
    const method = body === undefined ? "GET" : "POST";
    return await callRoute(handler, { method, headers: { [names.apiKey]: key }, params: { id }, body });
  } finally {
    Object.assign(studio, { settings, limits });
  }
}

const refused = (code: ErrorCode) => ({ status: problems[code].status, body: { code } });

test("a live key sees all jobs of its account, a test key the test jobs alone", async () => {
  const listed = async (key: string) =>
    jobPageSchema.parse((await request(listJobs, { key })).body).jobs.map(({ jobId }) => jobId);
  expect((await listed(keys.live)).sort()).toEqual(Object.values(jobs).sort());
  expect(await listed(keys.test)).toEqual([jobs.test]);
  for (const handler of [getJob, getReceipt, deleteJob]) {
    expect(await request(handler, { key: keys.test, id: jobs.live })).toMatchObject(refused("not_found"));
    expect((await request(handler, { key: keys.test, id: jobs.test })).status).toBeLessThan(300);
  }
  expect(await fresh.db.job.findUnique({ where: { id: jobs.live } })).toMatchObject({ removedAt: null });
  const { mode } = accountSchema.parse((await request(getAccount, { key: keys.test })).body).key;
  expect(mode).toBe("test");
});

test("a test key's usage is that of test jobs", async () => {
  const read = async (key: string) => {
    await fresh.db.job.updateMany({ where: { status: "succeeded" }, data: { finishedAt: now } });
    await fresh.db.creditMovement.updateMany({ where: { kind: "capture" }, data: { createdAt: now } });
    return usageSchema.parse((await request(getUsage, { key })).body);
  };
  expect((await read(keys.test)).totals.jobs).toBe(1);
  expect(await read(keys.live)).toMatchObject({ from: "2026-02-09", to: "2026-03-10", totals: { jobs: 2 } });
});

test("a job that runs can be neither deleted nor receipted, and shows no output", async () => {
  for (const handler of [getReceipt, deleteJob]) {
    const refusal = await request(handler, { key: keys.live, id: jobs.running });
    expect(refusal).toMatchObject(refused("job_not_finished"));
  }
  const resource = jobResourceSchema.parse((await request(getJob, { key: keys.live, id: jobs.running })).body);
  expect(resource).toMatchObject({ status: "queued", stage: "queued", outputUrl: null, error: null });
});

test("a job says why it failed and links to its output only as long as the link works", async () => {
  await settleAsFailed(fresh.db, jobs.running, now);
  const show = async (id: string) => jobResourceSchema.parse((await request(getJob, { key: keys.live, id })).body);
  expect(await show(jobs.running)).toMatchObject({ error: { code: "upstream_error", detail: "The provider failed." } });
  await fresh.db.job.update({ where: { id: jobs.running }, data: { errorCode: "a_code_of_long_ago" } });
  expect(await show(jobs.running)).toMatchObject({ error: { code: "internal_error" } });
  const until = (ms: number) =>
    fresh.db.job.update({ where: { id: jobs.live }, data: { expiresAt: new Date(now.getTime() + ms) } });
  await until(1);
  expect((await show(jobs.live)).outputUrl).toMatch(/^http:\/\/studio\.test\/files\/job_\w+\/out\.png\?e=/);
  await until(0);
  expect((await show(jobs.live)).outputUrl).toBeNull();
});

test("a job tells what was seen in its photo once it has succeeded, and not before", async () => {
  const show = async (id: string) => jobResourceSchema.parse((await request(getJob, { key: keys.live, id })).body);
  expect((await show(jobs.live)).facts).toEqual(unknownFacts);
  const seen = { inputTone: "toned" as const, damagePercent: 2.5, facesFound: 0, clarityGain: 3 };
  await fresh.db.job.updateMany({ where: { userId }, data: seen });
  expect((await show(jobs.live)).facts).toEqual({ tone: "toned", damagePercent: 2.5, faces: 0, clarityGain: 3 });
  expect((await show(jobs.running)).facts).toBeNull();
});

test("what this studio cannot do is listed with the reason", async () => {
  const { models, addOns } = modelsAnswerSchema.parse((await request(getModels, { key: keys.live })).body);
  expect(models).toMatchObject([{ name: "large", credits: 1, enabled: true, reason: null }, { name: "tiny" }]);
  expect(addOns).toMatchObject([
    { name: "clean_scratches", credits: 1, enabled: true },
    { name: "face_remaster", credits: 2, enabled: false, reason: "No model for this is installed yet." },
  ]);
});

test("the operator's switch and the rate limit count here as for photos", async () => {
  const off = await request(getAccount, { key: keys.live, changed: { API_ENABLED: false } });
  expect(off).toMatchObject(refused("provider_disabled"));
  expect(await request(getAccount, { key: keys.live, perMinute: 0 })).toMatchObject(refused("rate_limited"));
  const { headers } = await request(getAccount, { key: keys.live });
  expect(headers.get(names.rateLimitRemaining)).toBe("999");
  expect([headers.get(names.creditsCharged), headers.get(names.creditsRemaining)]).toEqual(["0", "7"]);
});

test("a quote's body is read no further than it may be long, also when it announces no length", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024;
      controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  const refusal = await request(postQuote, { key: keys.live, body: endless });
  expect(refusal).toMatchObject(refused("invalid_request"));
  expect(refusal.body).toHaveProperty("detail", "The body may have 65536 bytes.");
  expect(sent).toBeLessThan(100_000);
  for (const body of ["", "{", "[]", "null"]) {
    expect(await request(postQuote, { key: keys.live, body })).toMatchObject(refused("invalid_request"));
  }
  expect((await request(postQuote, { key: keys.live, body: "{}" })).body).toMatchObject({ total: 1, enough: true });
});
