import { copyFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { readBalance } from "../../credits/read-balance";
import { AppError } from "../../errors/app-error";
import { findJob } from "../../jobs/find-jobs";
import { maxTries } from "../../jobs/queued-jobs";
import { ColorizeFlow, outcomeOf, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { cancelJob } from "../cancel-job";
import type { ColorizeDeps } from "../colorize-deps";
import { colorizeAsync, colorizePhoto } from "../colorize-photo";
import type { ColorizeRequest } from "../colorize-request";
import { sweepDeadJobs } from "../sweep/sweep-dead-jobs";
import { requeueLostJobs } from "./job-messages";
import { runQueuedJob } from "./run-queued-job";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());
const { signal } = new AbortController();

const accept = async (deps: ColorizeDeps, extra: Partial<ColorizeRequest> = {}) =>
  colorizeAsync(deps, await flow.requestOf(extra));
const jobOf = (jobId: string) => findJob(test.db, flow.userId, jobId);
const balance = () => readBalance(test.db, flow.userId);
/** Jobs in the order in which workers take their messages. */
const readLine = async () =>
  (
    await test.db.$queryRaw<{ jobId: string }[]>`
      SELECT data->>'jobId' AS "jobId" FROM pgboss.job WHERE name = 'colorize' ORDER BY priority DESC, created_on, id`
  ).map(({ jobId }) => jobId);

/** A worker whose provider is with a photo when `running` resolves, and ends when `finish` is called. */
function startSlowWorker(jobId: string) {
  let finish = () => {};
  let begin = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const running = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { provider } = createFakeProvider(async ({ outputPath }) => {
    begin();
    await gate;
    await copyFile(samplePhoto, outputPath);
  });
  const ended = runQueuedJob(flow.depsWith(provider), jobId, signal);
  return { running, finish, ended };
}

/** Its worker is killed: the lease runs out, and any process sees to it. */
async function loseWorker(): Promise<void> {
  flow.passSeconds(60);
  await sweepDeadJobs(flow.depsWith(createFakeProvider().provider));
}

it("a job whose worker died is run by another one, its hold kept all along, and charged once", async () => {
  const jobId = await accept(flow.depsWith(createFakeProvider().provider));
  const dead = startSlowWorker(jobId);
  await dead.running;
  await loseWorker();
  expect(await jobOf(jobId)).toMatchObject({ status: "queued", runnerId: null });
  expect(await balance()).toMatchObject({ available: 2, held: 1 });
  await runQueuedJob(flow.depsWith(createFakeProvider().provider), jobId, signal);
  expect(await jobOf(jobId)).toMatchObject({ status: "succeeded", chargedCredits: 1, tries: 2 });
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
  dead.finish();
  await dead.ended;
});

it("a worker that comes back after it lost its job can neither charge it, fail it nor replace its output", async () => {
  const jobId = await accept(flow.depsWith(createFakeProvider().provider));
  const slow = startSlowWorker(jobId);
  await slow.running;
  await loseWorker();
  const other = startSlowWorker(jobId);
  await other.running;
  slow.finish();
  await slow.ended;
  expect(await jobOf(jobId)).toMatchObject({ status: "running", outputKey: null });
  expect(await balance()).toMatchObject({ available: 2, held: 1 });
  other.finish();
  await other.ended;
  const job = await jobOf(jobId);
  expect(job).toMatchObject({ status: "succeeded", tries: 2 });
  const { storage } = flow.depsWith(createFakeProvider().provider);
  const output = await storage.open(String(job?.outputKey));
  expect(output && (await buffer(output.stream))).toHaveLength(Number(job?.outputBytes));
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
});

it(`a photo that ends its workers is tried ${maxTries} times, then failed and not charged`, async () => {
  const jobId = await accept(flow.depsWith(createFakeProvider().provider));
  for (let nth = 1; nth <= maxTries; nth += 1) {
    expect(await balance()).toMatchObject({ available: 2, held: 1 });
    const dead = startSlowWorker(jobId);
    await dead.running;
    await loseWorker();
    dead.finish();
    await dead.ended;
  }
  expect(await jobOf(jobId)).toMatchObject({ status: "failed", errorCode: "internal_error", chargedCredits: 0 });
  expect(await balance()).toMatchObject({ available: 3, held: 0 });
});

it("while the storage is away a job waits, its hold kept, and is charged once it is back", async () => {
  const { provider } = createFakeProvider();
  const deps = flow.depsWith(provider);
  const jobId = await accept(deps);
  const away = () => Promise.reject(new AppError("storage_unavailable", { detail: "away" }));
  await runQueuedJob(flow.depsWith(provider, { storage: { ...deps.storage, put: away } }), jobId, signal);
  expect(await jobOf(jobId)).toMatchObject({ status: "queued", tries: 1 });
  expect(await balance()).toMatchObject({ available: 2, held: 1 });
  expect(await readLine()).toContain(jobId);
  await runQueuedJob(deps, jobId, signal);
  expect(await jobOf(jobId)).toMatchObject({ status: "succeeded", chargedCredits: 1 });
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
});

it("when the process that received a job dies before it is in the queue, its hold is released", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const { storage } = deps;
  let fail = (_error: Error) => {};
  const put = () =>
    new Promise<void>((_, reject) => {
      fail = reject;
    });
  let jobId = "";
  const onJob = (id: string) => {
    jobId = id;
  };
  const call = outcomeOf(accept({ ...deps, storage: { ...storage, put } }, { onJob }));
  await expect.poll(() => jobId).not.toBe("");
  await loseWorker();
  expect(await jobOf(jobId)).toMatchObject({ status: "failed", errorCode: "internal_error" });
  expect(await balance()).toMatchObject({ available: 3, held: 0 });
  fail(new Error("killed"));
  expect(await call).toBe("Error: killed");
});

it("a job whose message is gone, as after a restore, gets one again, and one that has its message gets no second", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const [lost, kept] = [await accept(deps), await accept(deps)];
  await test.db.$executeRaw`DELETE FROM pgboss.job WHERE data->>'jobId' = ${lost}`;
  flow.passSeconds(90);
  expect(await requeueLostJobs(test.db, flow.now())).toBe(1);
  expect(await readLine()).toEqual([lost, kept]);
});

it("a message of a job that was canceled meanwhile, or that comes twice, does nothing", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const [canceled, done] = [await accept(deps), await accept(deps)];
  await cancelJob(deps, { userId: flow.userId, jobId: canceled });
  for (const jobId of [canceled, done, done]) await runQueuedJob(deps, jobId, signal);
  expect(await jobOf(canceled)).toMatchObject({ status: "canceled" });
  expect(await jobOf(done)).toMatchObject({ status: "succeeded", tries: 1 });
  expect(await balance()).toMatchObject({ available: 2, held: 0 });
});

it("accounts are served in rounds, however many jobs one has waiting, and test jobs after live ones", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const other = (await createUserWithCredits(test.db, 2)).id;
  const tried = await accept(deps, { mode: "test" });
  const greedy = [await accept(deps), await accept(deps), await accept(deps)];
  const theirs = [await accept(deps, { userId: other }), await accept(deps, { userId: other })];
  expect(await readLine()).toEqual([greedy[0], theirs[0], greedy[1], theirs[1], greedy[2], tried]);
});

it("who comes later is served after those whose turn it is already, not before all who wait", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const greedy = [await accept(deps), await accept(deps), await accept(deps)];
  for (const jobId of greedy.slice(0, 2)) await runQueuedJob(deps, String(jobId), signal);
  await test.db.$executeRaw`DELETE FROM pgboss.job WHERE data->>'jobId' <> ${greedy[2]}`;
  const other = (await createUserWithCredits(test.db, 2)).id;
  const later = [await accept(deps, { userId: other }), await accept(deps, { userId: other })];
  expect(await readLine()).toEqual([greedy[2], ...later]);
});

it("a call whose caller waits is never run by another process: its process died, so it fails and is not charged", async () => {
  const deps = flow.depsWith(createFakeProvider(() => new Promise(() => {})).provider);
  let jobId = "";
  const call = outcomeOf(
    colorizePhoto(
      deps,
      await flow.requestOf({
        onJob: (id) => {
          jobId = id;
        },
      }),
    ),
  );
  await expect.poll(async () => (await jobOf(jobId))?.status).toBe("running");
  await loseWorker();
  expect(await jobOf(jobId)).toMatchObject({ status: "failed", errorCode: "internal_error" });
  expect(await readLine()).toEqual([]);
  expect(await balance()).toMatchObject({ available: 3, held: 0 });
  await deps.runner.stop(0);
  expect(await call).toBe("maintenance");
});
