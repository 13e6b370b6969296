import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { unknownFacts } from "../../contract/photo-facts";
import { accountSchema, modelsAnswerSchema } from "../../contract/v1/account";
import { jobPageSchema, jobResourceSchema } from "../../contract/v1/jobs";
import { usageSchema } from "../../contract/v1/usage";
import { readSettings } from "../../env/settings";
import type { Settings } from "../../env/settings-schema";
import { singleton } from "../../lifecycle/singleton";
import { log } from "../../log/log";
import { createMemoryRateLimit } from "../../rate-limit/memory-rate-limit";
import { createLocalDiskStorage } from "../../storage/local-disk";
import { createTestDatabase, type TestDatabase } from "../../testing/database";
import { createFakeProvider } from "../../testing/fake-provider";
import { handleUsage } from "../console/handle-usage";
import type { RequestContext } from "../route/request-context";
import { handleAccount } from "./handle-account";
import { handleDeleteJob, handleGetJob, handleListJobs } from "./handle-jobs";
import { handleModels, handleQuote } from "./handle-prices";
import { handleReceipt } from "./handle-receipts";

const dataDir = mkdtempSync(path.join(tmpdir(), "pxs-v1-"));
const now = new Date("2026-03-10T12:00:00Z");
let fresh: TestDatabase;
let settings: Settings;
let userId: string;
let keys: Record<"live" | "test", string>;
let jobs: Record<"live" | "test" | "running", string>;
beforeAll(async () => {
  fresh = await createTestDatabase();
  // What the process would read from its environment.
  settings = singleton("settings", () =>
    readSettings({ DATA_DIR: dataDir, LOG_LEVEL: "silent" } as unknown as NodeJS.ProcessEnv),
  );
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
afterAll(async () => {
  await fresh.close();
  rmSync(dataDir, { recursive: true });
});

async function makeKey(mode: "live" | "test"): Promise<string> {
  const options = { secret: settings.API_KEY_SECRET };
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

/** The handler's answer to a request with this key, on a studio of the parts that these handlers use. */
async function request(
  handler: (context: RequestContext) => Promise<Response>,
  { key, id, changed, perMinute = 1000, body }: Request,
) {
  const limit = () => createMemoryRateLimit({ limit: perMinute, windowSeconds: 60 });
  const headers = new Headers();
  const context = {
    request: new NextRequest("http://studio.test/", {
      method: body === undefined ? "GET" : "POST",
      headers: { [names.apiKey]: key, host: "studio.test" },
      ...(body === undefined ? {} : { body, duplex: "half" }),
    }),
    params: { id },
    headers,
    log: log(),
    studio: {
      db: fresh.db,
      clock: { now: () => now },
      settings: { ...settings, ...changed },
      storage: createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret: settings.LINK_SECRET }),
      provider: createFakeProvider().provider,
      limits: { key: limit(), account: limit() },
    },
  };
  const response = await handler(context as unknown as RequestContext);
  return { status: response.status, headers, body: response.status === 204 ? null : await response.json() };
}

test("a live key sees all jobs of its account, a test key the test jobs alone", async () => {
  const listed = async (key: string) =>
    jobPageSchema.parse((await request(handleListJobs, { key })).body).jobs.map(({ jobId }) => jobId);
  expect((await listed(keys.live)).sort()).toEqual(Object.values(jobs).sort());
  expect(await listed(keys.test)).toEqual([jobs.test]);
  for (const handler of [handleGetJob, handleReceipt, handleDeleteJob]) {
    await expect(request(handler, { key: keys.test, id: jobs.live })).rejects.toMatchObject({ code: "not_found" });
    expect((await request(handler, { key: keys.test, id: jobs.test })).status).toBeLessThan(300);
  }
  expect(await fresh.db.job.findUnique({ where: { id: jobs.live } })).toMatchObject({ removedAt: null });
  const { mode } = accountSchema.parse((await request(handleAccount, { key: keys.test })).body).key;
  expect(mode).toBe("test");
});

test("a test key's usage is that of test jobs", async () => {
  const read = async (key: string) => {
    await fresh.db.job.updateMany({ where: { status: "succeeded" }, data: { finishedAt: now } });
    await fresh.db.creditMovement.updateMany({ where: { kind: "capture" }, data: { createdAt: now } });
    return usageSchema.parse((await request(handleUsage, { key })).body);
  };
  expect((await read(keys.test)).totals.jobs).toBe(1);
  expect(await read(keys.live)).toMatchObject({ from: "2026-02-09", to: "2026-03-10", totals: { jobs: 2 } });
});

test("a job that runs can be neither deleted nor receipted, and shows no output", async () => {
  for (const handler of [handleReceipt, handleDeleteJob]) {
    const refusal = request(handler, { key: keys.live, id: jobs.running });
    await expect(refusal).rejects.toMatchObject({ code: "job_not_finished" });
  }
  const resource = jobResourceSchema.parse((await request(handleGetJob, { key: keys.live, id: jobs.running })).body);
  expect(resource).toMatchObject({ status: "queued", stage: "queued", outputUrl: null, error: null });
});

test("a job says why it failed and links to its output only as long as the link works", async () => {
  await settleAsFailed(fresh.db, jobs.running, now);
  const show = async (id: string) =>
    jobResourceSchema.parse((await request(handleGetJob, { key: keys.live, id })).body);
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
  const show = async (id: string) =>
    jobResourceSchema.parse((await request(handleGetJob, { key: keys.live, id })).body);
  expect((await show(jobs.live)).facts).toEqual(unknownFacts);
  const seen = { inputTone: "toned", damagePercent: 2.5, facesFound: 0, clarityGain: 3 };
  await fresh.db.job.updateMany({ where: { userId }, data: seen });
  expect((await show(jobs.live)).facts).toEqual({ tone: "toned", damagePercent: 2.5, faces: 0, clarityGain: 3 });
  expect((await show(jobs.running)).facts).toBeNull();
});

test("what this studio cannot do is listed with the reason", async () => {
  const { models, addOns } = modelsAnswerSchema.parse((await request(handleModels, { key: keys.live })).body);
  expect(models).toMatchObject([{ name: "large", credits: 1, enabled: true, reason: null }, { name: "tiny" }]);
  expect(addOns).toMatchObject([
    { name: "clean_scratches", credits: 1, enabled: true },
    { name: "face_remaster", credits: 2, enabled: false, reason: "Its model is not installed on this studio." },
  ]);
});

test("the operator's switch and the rate limit count here as for photos", async () => {
  const off = request(handleAccount, { key: keys.live, changed: { API_ENABLED: false } });
  await expect(off).rejects.toMatchObject({ code: "provider_disabled" });
  await expect(request(handleAccount, { key: keys.live, perMinute: 0 })).rejects.toMatchObject({
    code: "rate_limited",
  });
  const { headers } = await request(handleAccount, { key: keys.live });
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
  const refusal = request(handleQuote, { key: keys.live, body: endless });
  await expect(refusal).rejects.toMatchObject({ code: "invalid_request", message: "The body may have 65536 bytes." });
  expect(sent).toBeLessThan(100_000);
  for (const body of ["", "{", "[]", "null"]) {
    await expect(request(handleQuote, { key: keys.live, body })).rejects.toMatchObject({ code: "invalid_request" });
  }
  expect((await request(handleQuote, { key: keys.live, body: "{}" })).body).toMatchObject({ total: 1, enough: true });
});
