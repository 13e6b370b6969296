import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { defaultOrder } from "../../contract/order";
import { grantCredits } from "../../credits/ledger";
import { readBalance } from "../../credits/read-balance";
import { AppError } from "../../errors/app-error";
import { findJob } from "../../jobs/find-jobs";
import { requestCancel } from "../../jobs/request-cancel";
import { openQueue, type Queue } from "../../queue/open-queue";
import { ColorizeFlow, outcomeOf, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { cancelJob } from "../cancel-job";
import type { ColorizeDeps } from "../colorize-deps";
import { colorizeAsync, colorizePhoto } from "../colorize-photo";
import type { ColorizeRequest } from "../colorize-request";
import { sweepDeadJobs } from "../sweep/sweep-dead-jobs";
import { startWorkers } from "./start-workers";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());

const statusOf = async (jobId: string) => (await findJob(test.db, flow.userId, jobId))?.status;
const reaches = (jobId: string, status: string) => expect.poll(() => statusOf(jobId), { timeout: 10_000 }).toBe(status);
const never = () => createFakeProvider(() => new Promise(() => {}));
const spools = () => readdir(path.join(flow.dataDir, "spool"));

const queues: Queue[] = [];
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.stop({ graceMs: 0 })));
});
/** A process that works on the queue, two jobs at a time, once its engine is `ready`. */
async function work(deps: ColorizeDeps, ready: Promise<unknown> = Promise.resolve()): Promise<Queue> {
  const queue = await openQueue({ url: test.url, isServer: test.isServer, log: deps.log });
  const endRenewal = startWorkers(deps, queue, { atOnce: 2, ready });
  const stop: Queue["stop"] = (options) => queue.stop(options).then(endRenewal);
  const working = { ...queue, stop };
  queues.push(working);
  return working;
}

/** Accepts an async job, as the process does that received it; its folder ends with the request. */
async function later(deps: ColorizeDeps, extra: Partial<ColorizeRequest> = {}) {
  const request = await flow.requestOf(extra);
  return colorizeAsync(deps, request).finally(() => request.spool.remove());
}

/** Starts a call that waits for its answer, and hands over its job's id at once. */
async function startCall(deps: ColorizeDeps) {
  let tell = (_jobId: string) => {};
  const opened = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const call = outcomeOf(colorizePhoto(deps, await flow.requestOf({ onJob: (jobId) => tell(jobId) })));
  return { jobId: await opened, call };
}

it("an async job is queued, runs in any process, is charged once, and leaves no temporary folder", async () => {
  const jobId = await later(flow.depsWith(never().provider));
  expect(await statusOf(jobId)).toBe("queued");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 2, held: 1 });
  expect(await spools()).toEqual([]);
  await work(flow.depsWith(createFakeProvider().provider));
  await reaches(jobId, "succeeded");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 2, held: 0 });
  await expect.poll(spools).toEqual([]);
});

it("a process takes no job before its engine has loaded or failed to; one that is ready has it meanwhile", async () => {
  const loading = createFakeProvider();
  let settle = (_fault: Error) => {};
  const ready = new Promise((_, reject) => {
    settle = reject;
  });
  await work(flow.depsWith(loading.provider), ready);
  const waiting = await later(flow.depsWith(never().provider));
  const other = createFakeProvider();
  await work(flow.depsWith(other.provider));
  await reaches(waiting, "succeeded");
  expect([loading.calls.length, other.calls.length]).toEqual([0, 1]);
  await queues.pop()?.stop({ graceMs: 0 });
  settle(new Error("a model is broken"));
  await reaches(await later(flow.depsWith(never().provider)), "succeeded");
  expect(loading.calls).toHaveLength(1);
});

it("one that waited is colored from the stored photo, with the order's edits", async () => {
  const seen: { width: number; notes: readonly string[] }[] = [];
  const { provider } = createFakeProvider(async ({ photo, outputPath }) => {
    seen.push(photo);
    await copyFile(photo.workPath, outputPath);
  });
  const deps = flow.depsWith(provider);
  const photo = { ...(await flow.requestOf()).photo, width: 498, height: 1024 };
  const jobId = await later(deps, { order: { ...defaultOrder, rotate: 90 }, photo });
  await work(deps);
  await reaches(jobId, "succeeded");
  expect(seen).toMatchObject([{ width: 498, height: 1024, name: "a.jpg" }]);
});

it("only so many of them run at a time, the others wait in the order they came", async () => {
  const order: string[] = [];
  const gates: (() => void)[] = [];
  const { provider } = createFakeProvider(async ({ jobId, outputPath }) => {
    order.push(jobId);
    await new Promise<void>((resolve) => gates.push(resolve));
    await copyFile(samplePhoto, outputPath);
  });
  const deps = flow.depsWith(provider);
  const [first, second, third] = [await later(deps), await later(deps), await later(deps)];
  await work(deps);
  await expect.poll(() => gates.length, { timeout: 10_000 }).toBe(2);
  expect(await statusOf(String(third))).toBe("queued");
  gates[0]?.();
  await expect.poll(() => gates.length, { timeout: 10_000 }).toBe(3);
  expect(order.slice(0, 2).sort()).toEqual([first, second].sort());
  expect(order[2]).toBe(third);
  for (const open of gates) open();
  for (const jobId of order) await reaches(jobId, "succeeded");
});

it("an async job tries again when the provider is busy; a caller who waits hears it at once", async () => {
  let refusals = 2;
  const { provider, calls } = createFakeProvider(async ({ outputPath }) => {
    refusals -= 1;
    if (refusals >= 0) throw new AppError("over_capacity", { detail: "busy", retryAfterSeconds: 0.01 });
    await copyFile(samplePhoto, outputPath);
  });
  const deps = flow.depsWith(provider);
  expect(await outcomeOf(colorizePhoto(deps, await flow.requestOf()))).toBe("over_capacity");
  await work(deps);
  await reaches(await later(deps), "succeeded");
  expect(calls).toHaveLength(3);
});

it("a stop hands running jobs back to the queue after their grace; another process ends them, and each is charged once", async () => {
  const stopping = flow.depsWith(never().provider);
  const jobs = [await later(stopping), await later(stopping), await later(stopping)];
  const queue = await work(stopping);
  for (const jobId of jobs.slice(0, 2)) await reaches(jobId, "running");
  await Promise.all([queue.stop({ graceMs: 10 }), stopping.runner.stop(10)]);
  queues.splice(queues.indexOf(queue), 1);
  for (const jobId of jobs) expect(await statusOf(jobId)).toBe("queued");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 0, held: 3 });
  await work(flow.depsWith(createFakeProvider().provider));
  for (const jobId of jobs) await reaches(jobId, "succeeded");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 0, held: 0 });
  expect(await test.db.job.findMany({ select: { tries: true } })).toEqual(jobs.map(() => ({ tries: 1 })));
});

it.each(["queued", "running"] as const)("a %s job is canceled at once, and its credits are back", async (state) => {
  const deps = flow.depsWith(never().provider);
  const jobId = await later(deps);
  if (state === "running") await work(deps);
  await reaches(jobId, state);
  // A waiting job belongs to no process, so any can cancel it.
  const canceling = state === "queued" ? flow.depsWith(never().provider) : deps;
  expect(await cancelJob(canceling, { userId: flow.userId, jobId })).toMatchObject({
    status: "canceled",
    chargedCredits: 0,
  });
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
  // Asked again, by a client that lost the first answer: the same, and nothing more is given back.
  expect(await cancelJob(deps, { userId: flow.userId, jobId })).toMatchObject({ status: "canceled" });
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
});

it("who waits for a job that is canceled is told so", async () => {
  const deps = flow.depsWith(never().provider);
  const { jobId, call } = await startCall(deps);
  await reaches(jobId, "running");
  await cancelJob(deps, { userId: flow.userId, jobId });
  expect(await call).toBe("job_canceled");
});

it("a job that has ended cannot be canceled", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const { jobId } = await colorizePhoto(deps, await flow.requestOf());
  expect(await outcomeOf(cancelJob(deps, { userId: flow.userId, jobId }))).toBe("job_already_ended");
  expect(await statusOf(jobId)).toBe("succeeded");
});

it("another person's job, an unknown one, and a live one for a test key do not exist", async () => {
  const deps = flow.depsWith(never().provider);
  const { jobId } = await startCall(deps);
  const stranger = (await createUserWithCredits(test.db, 0)).id;
  for (const ask of [
    { userId: stranger, jobId },
    { userId: flow.userId, jobId: "job_unknown" },
    { userId: flow.userId, jobId, onlyTest: true },
  ]) {
    expect(await outcomeOf(cancelJob(deps, ask))).toBe("not_found");
  }
  await reaches(jobId, "running");
});

it("a job of another process ends within the renewal of its lease", async () => {
  const theirs = flow.depsWith(never().provider);
  const { jobId, call } = await startCall(theirs);
  await reaches(jobId, "running");
  const ours = flow.depsWith(never().provider);
  expect(await cancelJob(ours, { userId: flow.userId, jobId })).toMatchObject({ status: "running" });
  expect(await call).toBe("job_canceled");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
});

it("a job that was asked to end and whose process then died is canceled by the sweeper", async () => {
  const deps = flow.depsWith(never().provider);
  const { jobId } = await startCall(deps);
  await requestCancel(test.db, { userId: flow.userId, jobId, onlyTest: false, now: flow.now() });
  flow.passSeconds(60);
  await sweepDeadJobs(deps);
  expect(await statusOf(jobId)).toBe("canceled");
});

it("whatever the moment of canceling: charged and succeeded, or not charged and canceled, never both", async () => {
  const { provider } = createFakeProvider();
  const runner = flow.depsWith(provider);
  const elsewhere = flow.depsWith(provider);
  await grantCredits(test.db, { userId: flow.userId, credits: 40, reason: "one for each round" });
  const seen = new Set<string>();
  for (let round = 0; round < 40; round += 1) {
    const before = await readBalance(test.db, flow.userId);
    const { jobId, call } = await startCall(runner);
    // Lets the job get a different number of steps ahead in each round.
    if (round % 10 === 9) await call;
    else for (let step = 0; step < round; step += 1) await statusOf(jobId);
    const canceled = await outcomeOf(cancelJob(round % 2 ? runner : elsewhere, { userId: flow.userId, jobId }));
    const answered = await call;
    const status = await statusOf(jobId);
    seen.add(`${status} ${answered} ${canceled}`);
    expect([status, answered]).toEqual(answered === "ok" ? ["succeeded", "ok"] : ["canceled", "job_canceled"]);
    expect(canceled).toBe(answered === "ok" ? "job_already_ended" : "ok");
    const charged = answered === "ok" ? 1 : 0;
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: before.available - charged, held: 0 });
  }
  expect(seen.size).toBe(2);
}, 120_000);
