import { copyFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { readBalance } from "../../credits/read-balance";
import { AppError } from "../../errors/app-error";
import { ColorizeFlow, outcomeOf, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { cancelJob } from "../cancel-job";
import { colorizePhoto } from "../colorize-photo";
import type { ColorizeRequest } from "../colorize-request";
import { closeFailedJob } from "../job-transactions";
import { sweepDeadJobs } from "../sweep/sweep-dead-jobs";
import { sweepExpired } from "../sweep/sweep-expired";
import { findEarlierJob } from "./find-earlier-job";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());

/** A promise of a job's id, and what keeps it. */
function deferred() {
  let resolve = (_jobId: string) => {};
  const promise = new Promise<string>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

const hourSeconds = 3600;
const named = (extra: Partial<ColorizeRequest["idempotency"]> = {}) =>
  flow.requestOf({ idempotency: { path: "/api/v1/colorize", key: "k-1", fingerprint: "f-1", ...extra } });
const keys = () => test.db.idempotencyKey.count();

it("the same key 20 times at once: one job, one charge, also when there is one credit left", async () => {
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { provider, calls } = createFakeProvider(async ({ outputPath }) => {
    await gate;
    await copyFile(samplePhoto, outputPath);
  });
  const deps = flow.depsWith(provider);
  for (const jobId of ["a", "b"]) await colorizeUnnamed(jobId);
  const requests = await Promise.all(Array.from({ length: 20 }, () => named()));
  const all = requests.map((request) => outcomeOf(colorizePhoto(deps, request)));
  await Promise.race(all);
  finish();
  expect((await Promise.all(all)).sort()).toEqual([...Array(19).fill("idempotency_in_progress"), "ok"]);
  expect(calls).toHaveLength(1);
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 0, held: 0 });
});

async function colorizeUnnamed(requestId: string) {
  await colorizePhoto(flow.depsWith(createFakeProvider().provider), await flow.requestOf({ requestId }));
}

it("a repetition finds the first one's result, its link signed afresh", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const request = await named();
  expect(await findEarlierJob(deps, request)).toBeNull();
  const result = await colorizePhoto(deps, request);
  expect(await outcomeOf(colorizePhoto(deps, await named()))).toBe("idempotency_in_progress");
  // A sweeper that comes late to a job that has succeeded changes nothing.
  await closeFailedJob(deps, result.jobId, new Error("late"));
  expect(await findEarlierJob(deps, request)).toEqual({
    ...{ jobId: result.jobId, status: "succeeded" },
    result: { ...result, spendable: null },
  });
  expect(await test.db.job.count()).toBe(1);
});

it("a repetition finds a running job without a result", async () => {
  const deps = flow.depsWith(createFakeProvider(() => new Promise(() => {})).provider);
  const opened = deferred();
  const request = { ...(await named()), onJob: opened.resolve };
  const call = outcomeOf(colorizePhoto(deps, request));
  const jobId = await opened.promise;
  expect(await findEarlierJob(deps, request)).toMatchObject({ jobId, result: null });
  await cancelJob(deps, { userId: flow.userId, jobId });
  expect(await call).toBe("job_canceled");
});

it("a key counts for its own account and address only", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  await colorizePhoto(deps, await named());
  const stranger = (await createUserWithCredits(test.db, 1)).id;
  await colorizePhoto(deps, { ...(await named()), userId: stranger });
  await colorizePhoto(deps, await named({ path: "/api/v2/colorize" }));
  await colorizePhoto(deps, await named({ key: "K-1" }));
  expect(await test.db.job.count()).toBe(4);
});

it("the same key for another request is refused", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  await colorizePhoto(deps, await named());
  const other = await named({ fingerprint: "f-2" });
  await expect(findEarlierJob(deps, other)).rejects.toMatchObject({ code: "idempotency_mismatch" });
});

it("after a failure, a cancel or a kill the same key runs anew", async () => {
  const down = () => Promise.reject(new AppError("upstream_error", { detail: "down" }));
  const failing = flow.depsWith(createFakeProvider(down).provider);
  expect(await outcomeOf(colorizePhoto(failing, await named()))).toBe("upstream_error");
  expect(await keys()).toBe(0);

  const hanging = flow.depsWith(createFakeProvider(() => new Promise(() => {})).provider);
  const opened = deferred();
  void outcomeOf(colorizePhoto(hanging, { ...(await named()), onJob: opened.resolve }));
  await cancelJob(hanging, { userId: flow.userId, jobId: await opened.promise });
  expect(await keys()).toBe(0);

  const killed = deferred();
  void outcomeOf(colorizePhoto(hanging, { ...(await named()), onJob: killed.resolve }));
  await killed.promise;
  flow.passSeconds(60);
  await sweepDeadJobs(hanging);
  const working = flow.depsWith(createFakeProvider().provider);
  expect(await outcomeOf(colorizePhoto(working, await named()))).toBe("ok");
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 2, held: 0 });
});

it("a request that was refused for want of credits keeps no key", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  for (let spent = 0; spent < 3; spent += 1) await colorizeUnnamed(`${spent}`);
  expect(await outcomeOf(colorizePhoto(deps, await named()))).toBe("insufficient_credits");
  expect(await keys()).toBe(0);
});

it("when the files are gone or the job is removed, a repetition is told so and charged nothing", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  const first = await named();
  const { jobId } = await colorizePhoto(deps, first);
  await test.db.job.update({ where: { id: jobId }, data: { removedAt: flow.now() } });
  await expect(findEarlierJob(deps, first)).rejects.toMatchObject({ code: "job_deleted" });
  const second = await named({ key: "k-2" });
  await colorizePhoto(deps, second);
  flow.passSeconds(hourSeconds);
  await expect(findEarlierJob(deps, second)).rejects.toMatchObject({ code: "job_deleted" });
  await sweepExpired(deps);
  await expect(findEarlierJob(deps, second)).rejects.toMatchObject({ code: "job_deleted" });
});

it("a key is kept for 24 hours: then it is free, swept or not", async () => {
  const deps = flow.depsWith(createFakeProvider().provider);
  await colorizePhoto(deps, await named());
  flow.passSeconds(24 * hourSeconds - 1);
  await sweepExpired(deps);
  expect(await outcomeOf(colorizePhoto(deps, await named()))).toBe("idempotency_in_progress");
  flow.passSeconds(1);
  expect(await outcomeOf(colorizePhoto(deps, await named()))).toBe("ok");
  flow.passSeconds(24 * hourSeconds);
  await sweepExpired(deps);
  expect(await keys()).toBe(0);
});
