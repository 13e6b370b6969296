import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { defaultOrder } from "../contract/order";
import { plainEdits } from "../contract/photos/edits";
import { grantCredits } from "../credits/ledger";
import { readBalance } from "../credits/read-balance";
import { AppError } from "../errors/app-error";
import { findJob } from "../jobs/find-jobs";
import { openSpool } from "../storage/spool";
import { ColorizeFlow, outcomeOf, samplePhoto as sample } from "../testing/colorize-flow";
import { createFakeProvider } from "../testing/fake-provider";
import { setUp, setUpDatabase } from "../testing/set-up";
import { colorizePhoto } from "./colorize-photo";
import { readPhoto } from "./image-input/read-photo";
import { createChain } from "./providers/chain/create-chain";
import { sweepDeadJobs } from "./sweep/sweep-dead-jobs";
import { sweepExpired, sweepExpiredFiles } from "./sweep/sweep-expired";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());

describe("a colorization that works", () => {
  it("charges its price once and leaves photo, output, job and what was seen in the photo behind", async () => {
    const facts = { tone: "toned", damagePercent: 2.5, faces: 3, clarityGain: 2 } as const;
    const deps = flow.depsWith(createFakeProvider(undefined, { facts }).provider);
    const order = { ...defaultOrder, model: "tiny", cleanScratches: true } as const;
    const result = await colorizePhoto(deps, await flow.requestOf({ order }));
    expect(result.chargedCredits).toBe(2);
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 1, held: 0 });
    const job = await findJob(test.db, flow.userId, result.jobId);
    expect(job).toMatchObject({ status: "succeeded", chargedCredits: 2, modelTag: "tiny@fake", percent: 100 });
    expect(job).toMatchObject({ inputTone: "toned", damagePercent: 2.5, facesFound: 3, clarityGain: 2 });
    expect(job?.outputSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await deps.storage.stat(`${result.jobId}/out.png`)).not.toBeNull();
    expect(await deps.storage.stat(`${result.jobId}/in.jpg`)).not.toBeNull();
    expect(result.outputLink).toContain(`/files/${result.jobId}/out.png?`);
  });
});

describe("a colorization by the second of two providers", () => {
  it("is charged once, and job and answer name the one that made it and what that cost the operator", async () => {
    const down = createFakeProvider(() => Promise.reject(new AppError("upstream_error", { detail: "It is down." })));
    const { provider } = createFakeProvider();
    const paid: typeof provider = {
      ...provider,
      name: "second",
      colorize: async (task, run) => ({ ...(await provider.colorize(task, run)), costMicros: 2_300 }),
    };
    const base = flow.depsWith(provider);
    const deps = flow.depsWith(createChain([{ ...down.provider, name: "first" }, paid], base));
    expect(deps.provider.name).toBe("first,second");
    const result = await colorizePhoto(deps, await flow.requestOf());
    expect(result).toMatchObject({ provider: "second", chargedCredits: 1 });
    const job = await findJob(test.db, flow.userId, result.jobId);
    expect(job).toMatchObject({ provider: "second", costMicros: 2_300 });
  });
});

describe("the photo that the workbench shows", () => {
  it.each(["tiff", "heic"] as const)("is a preview that browsers can show where it came as %s", async (format) => {
    const spool = await openSpool(flow.dataDir);
    const file = path.join(spool.dir, "upload");
    if (format === "tiff") await sharp(sample).tiff().toFile(file);
    else await copyFile(path.resolve("lib/colorize/image-input/fixtures/pastoral-96x64.heic"), file);
    const received = { kind: "file", path: file, bytes: 1, sha256: "00", name: `a.${format}` } as const;
    const fetchImage = () => Promise.reject(new Error("nothing is fetched here"));
    const photo = await readPhoto(received, {
      spoolDir: spool.dir,
      fetchImage,
      edits: plainEdits,
      signal: new AbortController().signal,
    });
    const deps = flow.depsWith(createFakeProvider().provider);
    const { jobId } = await colorizePhoto(deps, await flow.requestOf({ photo, spool }));
    const job = await findJob(test.db, flow.userId, jobId);
    const shown = await deps.storage.open(String(job?.inputKey));
    expect(shown && (await sharp(await buffer(shown.stream)).metadata())).toMatchObject({
      format: "webp",
      width: photo.width,
      height: photo.height,
    });
    expect(await deps.storage.stat(`${jobId}/in.${format}`)).not.toBeNull();
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
    const deps = flow.depsWith(createFakeProvider((_task, run) => behave(run.signal)).provider);
    let jobId = "";
    expect(await outcomeOf(colorizePhoto(deps, await flow.requestOf({ onJob: (id) => (jobId = id) })))).toBe(code);
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
    expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({
      status: "failed",
      chargedCredits: 0,
      outputKey: null,
    });
  });

  it("when the provider ignores its deadline", async () => {
    const never = createFakeProvider(() => new Promise(() => {})).provider;
    const deps = flow.depsWith(never, { providerTimeoutSeconds: 0.05 });
    expect(await outcomeOf(colorizePhoto(deps, await flow.requestOf()))).toBe("upstream_timeout");
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("when the studio stops in the middle", async () => {
    const deps = flow.depsWith(createFakeProvider(() => new Promise(() => {})).provider);
    const running = outcomeOf(colorizePhoto(deps, await flow.requestOf({ onJob: () => void deps.runner.stop(0) })));
    expect(await running).toBe("maintenance");
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("or when it was asked for with a test key, whatever becomes of it", async () => {
    const { provider } = createFakeProvider();
    const result = await colorizePhoto(flow.depsWith(provider), await flow.requestOf({ mode: "test" }));
    expect(result.chargedCredits).toBe(0);
    const broken = createFakeProvider(() =>
      Promise.reject(new AppError("upstream_error", { detail: "down" })),
    ).provider;
    const failed = colorizePhoto(flow.depsWith(broken), await flow.requestOf({ mode: "test" }));
    expect(await outcomeOf(failed)).toBe("upstream_error");
    expect(await test.db.job.count({ where: { isTest: true, priceCredits: 0, chargedCredits: 0 } })).toBe(2);
    expect(await test.db.creditHold.count()).toBe(0);
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("and is refused before any credit is held when the provider has no model for an add-on", async () => {
    const { provider, calls } = createFakeProvider();
    const order = { ...defaultOrder, faceRemaster: true };
    const refused = colorizePhoto(flow.depsWith(provider), await flow.requestOf({ order }));
    await expect(refused).rejects.toMatchObject({ code: "not_configured", param: "face_remaster" });
    expect(calls).toHaveLength(0);
    expect(await test.db.creditHold.count()).toBe(0);
    expect(await test.db.job.count({ where: { userId: flow.userId } })).toBe(0);
  });
});

it("credits for three photos and 20 at once: exactly three run, the rest are told so before the provider is asked", async () => {
  const { provider, calls } = createFakeProvider();
  const deps = flow.depsWith(provider);
  const all = await Promise.all(
    Array.from({ length: 20 }, async () => outcomeOf(colorizePhoto(deps, await flow.requestOf()))),
  );
  expect(all.sort()).toEqual([...Array(17).fill("insufficient_credits"), "ok", "ok", "ok"]);
  expect(calls).toHaveLength(3);
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 0, held: 0 });
});

describe("the sweeper", () => {
  it("gives back the hold of a job whose process died, once, and leaves living jobs alone", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const deps = flow.depsWith(createFakeProvider(() => gate).provider);
    const started = new Promise<string>((resolve) => {
      void flow.requestOf({ onJob: resolve }).then((request) => outcomeOf(colorizePhoto(deps, request)));
    });
    const jobId = await started;
    expect(await sweepDeadJobs(deps)).toBe(0);
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 2, held: 1 });
    flow.passSeconds(60);
    expect(await sweepDeadJobs(deps)).toBe(1);
    expect(await sweepDeadJobs(deps)).toBe(0);
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
    expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({ status: "failed", errorCode: "internal_error" });
    release();
  });

  it("never charges for a job that finishes after it was given up", async () => {
    const deps = flow.depsWith(
      createFakeProvider(async ({ outputPath }) => {
        flow.passSeconds(60);
        await sweepDeadJobs(deps);
        await copyFile(sample, outputPath);
      }).provider,
    );
    expect(await outcomeOf(colorizePhoto(deps, await flow.requestOf()))).toContain("settled by someone else");
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
  });

  it("takes granted credits out of the balance when their date has come", async () => {
    const deps = flow.depsWith(createFakeProvider().provider);
    const expiresAt = new Date(flow.now().getTime() + 1000);
    await grantCredits(test.db, { userId: flow.userId, credits: 5, reason: "for a day", expiresAt });
    await sweepExpired(deps);
    expect(await readBalance(test.db, flow.userId, flow.now())).toMatchObject({ available: 8 });
    flow.passSeconds(1);
    await sweepExpired(deps);
    expect(await test.db.creditMovement.count({ where: { userId: flow.userId, kind: "expiry" } })).toBe(1);
    expect(await readBalance(test.db, flow.userId, flow.now())).toMatchObject({ available: 3 });
  });

  it("deletes photo and output when their time is over and keeps the job for the record", async () => {
    const deps = flow.depsWith(createFakeProvider().provider);
    const { jobId } = await colorizePhoto(deps, await flow.requestOf());
    expect(await sweepExpiredFiles(deps)).toBe(0);
    flow.passSeconds(3600);
    expect(await sweepExpiredFiles(deps)).toBe(1);
    expect(await readdir(path.join(flow.dataDir, "files"))).toEqual([]);
    expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({
      status: "succeeded",
      outputKey: null,
      inputKey: null,
    });
  });
});
