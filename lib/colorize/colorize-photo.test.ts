import { copyFile, mkdtemp, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import pino from "pino";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createUser } from "../accounts/create-user";
import { defaultOrder } from "../contract/order";
import { checkLedger } from "../credits/check-ledger";
import { grantCredits } from "../credits/ledger";
import { readBalance } from "../credits/read-balance";
import { AppError } from "../errors/app-error";
import { findJob } from "../jobs/find-job";
import { createLocalDiskStorage } from "../storage/local-disk";
import { openSpool } from "../storage/spool";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createFakeProvider } from "../testing/fake-provider";
import { type ColorizeRequest, colorizePhoto } from "./colorize-photo";
import type { ColorizeTools } from "./colorize-tools";
import { readPhoto } from "./image-input/read-photo";
import { createJobRunner } from "./job-runner";
import type { ColorizeProvider } from "./providers/colorize-provider";
import { sweep, sweepDeadJobs, sweepExpiredFiles } from "./sweep";

const sample = path.resolve("public/samples/march-pastoral.jpg");
const log = pino({ level: "silent" });
let test: TestDatabase;
let dataDir: string;
let userId: string;
let now: Date;
const clock = { now: () => now };
const runners: { stop(graceMs: number): Promise<void> }[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.clear();
  now = new Date("2026-01-01T00:00:00Z");
  dataDir = await mkdtemp(path.join(tmpdir(), "flow-"));
  const email = `${path.basename(dataDir)}@example.org`.toLowerCase();
  userId = (await createUser(test.db, { email, password: "a long password", credits: 3 })).id;
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop(0)));
  expect(await checkLedger(test.db)).toEqual([]);
});

function toolsWith(provider: ColorizeProvider, extra: Partial<ColorizeTools> = {}): ColorizeTools {
  const storage = createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret: "x".repeat(32) });
  const runner = createJobRunner({ db: test.db, clock, log, laterAtOnce: 2 });
  runners.push(runner);
  const limits = { retentionHours: 1, providerTimeoutSeconds: 60 };
  return { db: test.db, storage, provider, runner, clock, log, dataDir, ...limits, ...extra };
}

async function requestOf(extra: Partial<ColorizeRequest> = {}): Promise<ColorizeRequest> {
  const spool = await openSpool(dataDir);
  const file = path.join(spool.dir, "photo.jpg");
  await copyFile(sample, file);
  const { size } = await stat(file);
  const photo = {
    path: file,
    bytes: size,
    sha256: "00",
    format: "jpeg",
    previewPath: null,
    width: 1024,
    height: 498,
    name: "a.jpg",
  } as const;
  const order = defaultOrder;
  const who = {
    userId,
    apiKeyId: null,
    source: "workbench",
    mode: "live",
    requestId: "req_1",
    clientRef: null,
  } as const;
  return { ...who, order, photo, spool, ...extra };
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "ok",
    (error: AppError) => error.code ?? String(error),
  );

describe("a colorization that works", () => {
  it("charges its price once and leaves photo, output and job behind", async () => {
    const tools = toolsWith(createFakeProvider().provider);
    const order = { ...defaultOrder, model: "tiny", cleanScratches: true } as const;
    const result = await colorizePhoto(tools, await requestOf({ order }));
    expect(result.chargedCredits).toBe(2);
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 1, held: 0 });
    const job = await findJob(test.db, userId, result.jobId);
    expect(job).toMatchObject({ status: "succeeded", chargedCredits: 2, modelTag: "tiny@fake", percent: 100 });
    expect(job?.outputSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await tools.storage.stat(`${result.jobId}/out.png`)).not.toBeNull();
    expect(await tools.storage.stat(`${result.jobId}/in.jpg`)).not.toBeNull();
    expect(result.outputLink).toContain(`/files/${result.jobId}/out.png?`);
  });
});

describe("the photo that the workbench shows", () => {
  it.each(["tiff", "heic"] as const)("is a preview that browsers can show where it came as %s", async (format) => {
    const spool = await openSpool(dataDir);
    const file = path.join(spool.dir, "upload");
    if (format === "tiff") await sharp(sample).tiff().toFile(file);
    else await copyFile(path.resolve("lib/colorize/image-input/fixtures/pastoral-96x64.heic"), file);
    const received = { kind: "file", path: file, bytes: 1, sha256: "00", name: `a.${format}` } as const;
    const fetchImage = () => Promise.reject(new Error("nothing is fetched here"));
    const photo = await readPhoto(received, { spoolDir: spool.dir, fetchImage, signal: new AbortController().signal });
    const tools = toolsWith(createFakeProvider().provider);
    const { jobId } = await colorizePhoto(tools, await requestOf({ photo, spool }));
    const job = await findJob(test.db, userId, jobId);
    const shown = await tools.storage.open(String(job?.inputKey));
    expect(shown && (await sharp(await buffer(shown.stream)).metadata())).toMatchObject({
      format: "webp",
      width: photo.width,
      height: photo.height,
    });
    expect(await tools.storage.stat(`${jobId}/in.${format}`)).not.toBeNull();
  });
});

describe("a colorization that fails costs nothing", () => {
  const failures: [string, (signal: AbortSignal) => Promise<void>, string][] = [
    [
      "the provider refuses",
      () => Promise.reject(new AppError("upstream_error", { detail: "down" })),
      "upstream_error",
    ],
    ["the provider has a bug", () => Promise.reject(new TypeError("x is undefined")), "TypeError: x is undefined"],
    ["the provider writes nothing", () => Promise.resolve(), "upstream_invalid_output"],
  ];
  it.each(failures)("when %s", async (_, behave, code) => {
    const tools = toolsWith(createFakeProvider((_task, run) => behave(run.signal)).provider);
    let jobId = "";
    expect(await outcome(colorizePhoto(tools, await requestOf({ onJob: (id) => (jobId = id) })))).toBe(code);
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 3, held: 0 });
    expect(await findJob(test.db, userId, jobId)).toMatchObject({
      status: "failed",
      chargedCredits: 0,
      outputKey: null,
    });
  });

  it("when the provider ignores its deadline", async () => {
    const never = createFakeProvider(() => new Promise(() => {})).provider;
    const tools = toolsWith(never, { providerTimeoutSeconds: 0.05 });
    expect(await outcome(colorizePhoto(tools, await requestOf()))).toBe("upstream_timeout");
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("when the studio stops in the middle", async () => {
    const tools = toolsWith(createFakeProvider(() => new Promise(() => {})).provider);
    const running = outcome(colorizePhoto(tools, await requestOf({ onJob: () => void tools.runner.stop(0) })));
    expect(await running).toBe("maintenance");
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("and is refused before any credit is held when the provider has no model for an add-on", async () => {
    const { provider, calls } = createFakeProvider();
    const order = { ...defaultOrder, faceRemaster: true };
    expect(await outcome(colorizePhoto(toolsWith(provider), await requestOf({ order })))).toBe("not_configured");
    expect(calls).toHaveLength(0);
    expect(await test.db.job.count({ where: { userId } })).toBe(0);
  });
});

it("credits for three photos and 20 at once: exactly three run, the rest are told so before the provider is asked", async () => {
  const { provider, calls } = createFakeProvider();
  const tools = toolsWith(provider);
  const all = await Promise.all(
    Array.from({ length: 20 }, async () => outcome(colorizePhoto(tools, await requestOf()))),
  );
  expect(all.sort()).toEqual([...Array(17).fill("insufficient_credits"), "ok", "ok", "ok"]);
  expect(calls).toHaveLength(3);
  expect(await readBalance(test.db, userId)).toMatchObject({ available: 0, held: 0 });
});

describe("the sweeper", () => {
  it("gives back the hold of a job whose process died, once, and leaves living jobs alone", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const tools = toolsWith(createFakeProvider(() => gate).provider);
    const started = new Promise<string>((resolve) => {
      void requestOf({ onJob: resolve }).then((request) => outcome(colorizePhoto(tools, request)));
    });
    const jobId = await started;
    expect(await sweepDeadJobs(tools)).toBe(0);
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 2, held: 1 });
    now = new Date(now.getTime() + 60_000);
    expect(await sweepDeadJobs(tools)).toBe(1);
    expect(await sweepDeadJobs(tools)).toBe(0);
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 3, held: 0 });
    expect(await findJob(test.db, userId, jobId)).toMatchObject({ status: "failed", errorCode: "internal_error" });
    release();
  });

  it("never charges for a job that finishes after it was given up", async () => {
    const tools = toolsWith(
      createFakeProvider(async ({ outputPath }) => {
        now = new Date(now.getTime() + 60_000);
        await sweepDeadJobs(tools);
        await writeFile(outputPath, "late");
      }).provider,
    );
    expect(await outcome(colorizePhoto(tools, await requestOf()))).toContain("settled by someone else");
    expect(await readBalance(test.db, userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("takes granted credits out of the balance when their date has come", async () => {
    const tools = toolsWith(createFakeProvider().provider);
    const expiresAt = new Date(now.getTime() + 1000);
    await grantCredits(test.db, { userId, credits: 5, reason: "for a day", expiresAt });
    await sweep(tools);
    expect(await readBalance(test.db, userId, now)).toMatchObject({ available: 8 });
    now = expiresAt;
    await sweep(tools);
    expect(await test.db.creditMovement.count({ where: { userId, kind: "expiry" } })).toBe(1);
    expect(await readBalance(test.db, userId, now)).toMatchObject({ available: 3 });
  });

  it("deletes photo and output when their time is over and keeps the job for the record", async () => {
    const tools = toolsWith(createFakeProvider().provider);
    const { jobId } = await colorizePhoto(tools, await requestOf());
    expect(await sweepExpiredFiles(tools)).toBe(0);
    now = new Date(now.getTime() + 3_600_000);
    expect(await sweepExpiredFiles(tools)).toBe(1);
    expect(await readdir(path.join(dataDir, "files"))).toEqual([]);
    expect(await findJob(test.db, userId, jobId)).toMatchObject({
      status: "succeeded",
      outputKey: null,
      inputKey: null,
    });
  });
});
