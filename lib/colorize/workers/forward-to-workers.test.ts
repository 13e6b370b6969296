import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { defaultOrder } from "../../contract/order";
import { noHints } from "../../contract/photos/scan-hints";
import { readBalance } from "../../credits/read-balance";
import { AppError } from "../../errors/app-error";
import { findJob } from "../../jobs/find-jobs";
import { addAsk, claimAsk, countAsks, deleteOldAsks, maxAskTries } from "../../queue/asks/ask-rows";
import { createAskWorker, type WorkerPlaces } from "../../queue/asks/ask-worker";
import { openQueue } from "../../queue/open-queue";
import { ColorizeFlow, outcomeOf, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { cancelJob } from "../cancel-job";
import type { ColorizeDeps } from "../colorize-deps";
import { colorizePhoto } from "../colorize-photo";
import type { ColorizeProvider } from "../providers/colorize-provider";
import { sweepDeadJobs } from "../sweep/sweep-dead-jobs";
import { forwardToWorkers, produceByWorkers } from "./forward-to-workers";
import { startWorkers } from "./start-workers";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());
const { signal } = new AbortController();

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** A process with an engine, here `provider`, that works once it is `ready`. */
async function startWorker(provider: ColorizeProvider, ready: Promise<unknown> = Promise.resolve()): Promise<void> {
  const deps = flow.depsWith(provider);
  const queue = await openQueue({ url: test.url, isServer: test.isServer, log: deps.log });
  const endRenewal = startWorkers(deps, queue, { atOnce: 2, ready });
  running.push(async () => {
    await queue.stop({ graceMs: 0 });
    await endRenewal();
  });
}

/** A process without an engine: its own provider must not be asked. */
function depsOfWeb(places: WorkerPlaces = { atOnce: 1, waiting: 64 }): ColorizeDeps {
  const { provider } = createFakeProvider(() => Promise.reject(new Error("the web process computes nothing")));
  const deps = flow.depsWith(provider);
  const ask = createAskWorker({ db: test.db, readPlaces: () => places });
  const workers = { ask, storage: deps.storage, providerTimeoutSeconds: 60 };
  return { ...deps, provider: forwardToWorkers(provider, workers), produce: produceByWorkers(workers) };
}

async function call(deps: ColorizeDeps) {
  let tell = (_jobId: string) => {};
  const opened = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const outcome = outcomeOf(colorizePhoto(deps, await flow.requestOf({ onJob: (jobId) => tell(jobId) })));
  return { jobId: await opened, outcome };
}
const statusOf = async (jobId: string) => (await findJob(test.db, flow.userId, jobId))?.status;
const balance = () => readBalance(test.db, flow.userId);
const asks = () => test.db.ask.findMany();
const hang = () => createFakeProvider(() => new Promise(() => {})).provider;

it("a photo whose caller waits goes to a worker that is ready, not to one whose engine still loads", async () => {
  const loading = createFakeProvider();
  await startWorker(loading.provider, new Promise(() => {}));
  const { outcome } = await call(depsOfWeb());
  const ready = createFakeProvider();
  await startWorker(ready.provider);
  expect(await outcome).toBe("ok");
  expect([loading.calls.length, ready.calls.length]).toEqual([0, 1]);
});

it("a photo sent to a process without an engine is colored by a worker, charged once, and nothing of the ask is left", async () => {
  const facts = { tone: "toned", damagePercent: 2.5, faces: 3, clarityGain: 2 } as const;
  await startWorker(createFakeProvider(undefined, { facts }).provider);
  const deps = depsOfWeb();
  const result = await colorizePhoto(deps, await flow.requestOf());
  expect(result).toMatchObject({ modelTag: "large@fake", width: 1024, height: 498, chargedCredits: 1 });
  expect(await deps.storage.stat(result.outputKey)).not.toBeNull();
  expect(await findJob(test.db, flow.userId, result.jobId)).toMatchObject({ status: "succeeded", facesFound: 3 });
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
  expect(await asks()).toEqual([]);
});

it("what the worker refuses is refused in the same words, and not charged", async () => {
  const refusal = new AppError("nothing_to_color", { detail: "It is blank.", param: "image" });
  await startWorker(createFakeProvider(() => Promise.reject(refusal)).provider);
  const { jobId, outcome } = await call(depsOfWeb());
  expect(await outcome).toBe("nothing_to_color");
  expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({ status: "failed", errorDetail: "It is blank." });
  expect(await balance()).toMatchObject({ available: 3, held: 0 });
});

it("inspections and the samples of guests are a worker's work too, and leave no file behind", async () => {
  await startWorker(createFakeProvider().provider);
  const { provider } = depsOfWeb();
  expect(await provider.inspect(samplePhoto, signal)).toMatchObject({ tone: null, hints: noHints });
  const { photo, spool } = await flow.requestOf();
  const outputPath = path.join(spool.dir, "colored");
  const order = { ...defaultOrder, outputFormat: "jpeg" } as const;
  const output = await provider.colorize({ jobId: "sample", photo, order, outputPath }, { signal, onProgress() {} });
  expect(output).toMatchObject({ modelTag: "large@fake", width: 1024 });
  expect(await asks()).toEqual([]);
  expect(await readdir(path.join(flow.dataDir, "files"))).toEqual([]);
});

it("while no worker runs a call is refused at once, and as many wait as the workers take", async () => {
  const none = await call(depsOfWeb({ atOnce: 0, waiting: 0 }));
  expect(await none.outcome).toBe("engine_failed");
  const deps = depsOfWeb({ atOnce: 1, waiting: 1 });
  const [first] = [await call(deps)];
  await expect.poll(async () => (await asks()).length).toBe(1);
  // Its share of two places: one more would be all of them.
  await startWorker(createFakeProvider().provider);
  expect(await first?.outcome).toBe("ok");
  const full = depsOfWeb({ atOnce: 1, waiting: -1 });
  expect(await (await call(full)).outcome).toBe("over_capacity");
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
});

it("when the process that was asked dies, its hold is released, and the worker that finishes charges nothing", async () => {
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { provider, calls } = createFakeProvider(async ({ outputPath }) => {
    await gate;
    await copyFile(samplePhoto, outputPath);
  });
  await startWorker(provider);
  const { jobId, outcome } = await call(depsOfWeb());
  await expect.poll(() => calls.length, { timeout: 10_000 }).toBe(1);
  flow.passSeconds(60);
  await sweepDeadJobs(flow.depsWith(hang()));
  finish();
  expect(await outcome).not.toBe("ok");
  expect(await statusOf(jobId)).toBe("failed");
  expect(await balance()).toMatchObject({ available: 3, held: 0 });
});

/** A worker that takes the ask and is killed. */
async function takeAndDie(): Promise<void> {
  await expect.poll(async () => (await asks()).filter(({ leaseUntil }) => leaseUntil === null).length).toBe(1);
  const [ask] = await asks();
  await claimAsk(test.db, String(ask?.id), "run_dead");
  await test.db.$executeRaw`UPDATE asks SET "leaseUntil" = now() - interval '1 second'`;
}

it("an ask whose worker died is run by another one", async () => {
  const { outcome } = await call(depsOfWeb());
  await takeAndDie();
  await expect.poll(async () => (await asks())[0]?.leaseUntil, { timeout: 10_000 }).toBe(null);
  await startWorker(createFakeProvider().provider);
  expect(await outcome).toBe("ok");
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
});

it(`one that ended ${maxAskTries} workers fails and is not charged`, async () => {
  const { outcome } = await call(depsOfWeb());
  for (let nth = 1; nth <= maxAskTries; nth += 1) await takeAndDie();
  expect(await outcome).toBe("engine_failed");
  expect(await balance()).toMatchObject({ available: 3, held: 0 });
}, 30_000);

it("a job that is canceled stops at its worker", async () => {
  let stopped = false;
  const { provider, calls } = createFakeProvider(
    (_task, run) =>
      new Promise((_, reject) =>
        run.signal.addEventListener("abort", () => {
          stopped = true;
          reject(run.signal.reason);
        }),
      ),
  );
  await startWorker(provider);
  const deps = depsOfWeb();
  const { jobId, outcome } = await call(deps);
  await expect.poll(() => calls.length, { timeout: 10_000 }).toBe(1);
  await cancelJob(deps, { userId: flow.userId, jobId });
  expect(await outcome).toBe("job_canceled");
  await expect.poll(() => stopped, { timeout: 10_000 }).toBe(true);
});

it("what a killed caller and its killed worker leave behind takes nobody's place", async () => {
  const holder = { account: flow.userId, isTest: false };
  await addAsk(test.db, { id: "ask_left", kind: "produce", data: {}, holder });
  await claimAsk(test.db, "ask_left", "dead");
  expect(await countAsks(test.db, holder)).toMatchObject({ all: 1, own: 1 });
  await test.db.ask.updateMany({ data: { leaseUntil: new Date(0) } });
  expect(await countAsks(test.db, holder)).toMatchObject({ all: 0, own: 0 });
});

it("asks that a killed process left are swept after hours", async () => {
  await test.db.ask.create({
    data: { id: "ask_old", kind: "inspect", data: {}, account: "a", isTest: false, turn: 1, createdAt: new Date(0) },
  });
  expect(await deleteOldAsks(test.db)).toEqual(["ask_old"]);
});

it("when the last worker is gone for long, whoever waits is told so before the deadline, and nothing is charged", async () => {
  const { provider } = flow.depsWith(createFakeProvider().provider);
  const places = { atOnce: 1, waiting: 64 };
  const ask = createAskWorker({ db: test.db, readPlaces: () => places, lookEveryMs: 10 });
  const workers = { ask, storage: flow.depsWith(provider).storage, providerTimeoutSeconds: 60 };
  const waiting = await call({ ...flow.depsWith(provider), produce: produceByWorkers(workers) });
  places.atOnce = 0;
  expect(await waiting.outcome).toBe("engine_failed");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
});
