import { beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { endHeldJob } from "../colorize/job-statements";
import { unknownFacts } from "../contract/photos/photo-facts";
import { setUpDatabase } from "../testing/set-up";
import { failJob, isEnded, markJobCanceled } from "./end-job";
import { removeJob } from "./job-files";
import { findDeadJobs, recordProgress, renewLeases } from "./job-leases";
import { toPhotoFacts } from "./read-job-row";
import { requestCancel } from "./request-cancel";

const fresh = setUpDatabase();
const now = new Date("2026-01-01T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let userId: string;
beforeEach(async () => {
  userId = (await createUserWithCredits(fresh.db, 100)).id;
});

const start = (jobId: string) => fresh.db.job.update({ where: { id: jobId }, data: { status: "running" } });
const facts = { tone: "gray", damagePercent: 1.5, faces: 2, clarityGain: 1 } as const;
const succeed = async (jobId: string) => {
  const output = {
    outputKey: `${jobId}/out.png`,
    outputBytes: 9,
    outputSha256: "1".repeat(64),
    modelTag: "tiny@1",
    provider: "embedded",
    costMicros: null,
  };
  const success = { jobId, ...output, chargedCredits: 1, idleAddOns: [], facts, now: later(2) };
  return (await endHeldJob(fresh.db, success)) !== null;
};
const fail = async (jobId: string) =>
  (await failJob(fresh.db, { jobId, errorCode: "upstream_error", errorDetail: "It failed.", now: later(2) })) !== null;
const askToCancel = (jobId: string) => requestCancel(fresh.db, { userId, jobId, onlyTest: false, now: later(1) });
const cancel = async (jobId: string) => (await markJobCanceled(fresh.db, jobId, later(2))) !== null;
const remove = (jobId: string) => removeJob(fresh.db, userId, jobId, later(3));
const changes = { succeed, fail, askToCancel, cancel, remove };
type Change = keyof typeof changes;

/** How a job comes into each state, and every change that it lets happen there. */
const states: Record<string, [make: (jobId: string) => Promise<unknown>, possible: Change[]]> = {
  queued: [async () => {}, ["succeed", "fail", "askToCancel", "cancel"]],
  "queued, its owner wants it ended": [askToCancel, ["fail", "cancel"]],
  running: [start, ["succeed", "fail", "askToCancel", "cancel"]],
  "running, its owner wants it ended": [
    async (jobId) => {
      await start(jobId);
      await askToCancel(jobId);
    },
    ["fail", "cancel"],
  ],
  succeeded: [(jobId) => settleAsSucceeded(fresh.db, jobId), ["remove"]],
  failed: [(jobId) => settleAsFailed(fresh.db, jobId), ["remove"]],
  canceled: [cancel, ["remove"]],
  removed: [
    async (jobId) => {
      await settleAsFailed(fresh.db, jobId);
      await remove(jobId);
    },
    [],
  ],
};
const statusAfter = {
  ...{ succeed: "succeeded", fail: "failed", cancel: "canceled" },
  ...{ askToCancel: null, remove: null },
} as const;
const read = (id: string) => fresh.db.job.findUniqueOrThrow({ where: { id } });

describe.each(Object.entries(states))("a job that is %s", (_, [make, possible]) => {
  test.each(Object.keys(changes) as Change[])("%s: happens and says so, or changes nothing at all", async (change) => {
    const jobId = await openJob(fresh.db, userId, { createdAt: now });
    await make(jobId);
    const before = await read(jobId);
    expect(await changes[change](jobId)).toBe(possible.includes(change));
    const after = await read(jobId);
    if (!possible.includes(change)) return expect(after).toEqual(before);
    expect(after.status).toBe(statusAfter[change] ?? before.status);
    expect(after).not.toEqual(before);
  });
});

test("a job is leased until it has ended, and no longer: the sweeper leaves ended jobs alone", async () => {
  for (const end of [succeed, fail, cancel]) {
    const jobId = await openJob(fresh.db, userId, { createdAt: now });
    expect((await read(jobId)).leaseUntil).toEqual(later(10));
    await end(jobId);
    const ended = await read(jobId);
    expect(ended).toMatchObject({ leaseUntil: null, stage: null, finishedAt: later(2) });
    expect(isEnded(ended.status)).toBe(true);
  }
  expect(await findDeadJobs(fresh.db, later(1000))).toEqual([]);
});

test("only a success has an output, a charge and what was seen in the photo; only a failure says why", async () => {
  const [good, bad] = [await openJob(fresh.db, userId), await openJob(fresh.db, userId)];
  await succeed(good);
  await fail(bad);
  const [succeeded, failed] = [await read(good), await read(bad)];
  expect(succeeded).toMatchObject({ percent: 100, chargedCredits: 1, outputBytes: 9, errorCode: null });
  expect(toPhotoFacts(succeeded)).toEqual(facts);
  expect(failed).toMatchObject({ outputKey: null, chargedCredits: 0, errorCode: "upstream_error" });
  expect(toPhotoFacts(failed)).toBeNull();
  expect(unknownFacts).not.toEqual(facts);
});

test("of two ends at the same time exactly one happens", async () => {
  for (let round = 0; round < 5; round += 1) {
    const jobId = await openJob(fresh.db, userId);
    const ends = await Promise.all([succeed(jobId), fail(jobId), cancel(jobId), succeed(jobId)]);
    expect(ends.filter(Boolean)).toHaveLength(1);
  }
});

test("another account, and a test key where the job is live, cannot ask to end it", async () => {
  const stranger = (await createUserWithCredits(fresh.db, 0)).id;
  const [live, trial] = [await openJob(fresh.db, userId), await openJob(fresh.db, userId, { isTest: true })];
  const ask = (jobId: string, who = userId, onlyTest = false) =>
    requestCancel(fresh.db, { userId: who, jobId, onlyTest, now });
  expect(await ask(live, stranger)).toBe(false);
  expect(await ask(live, userId, true)).toBe(false);
  expect(await ask(trial, userId, true)).toBe(true);
  expect((await read(live)).cancelRequestedAt).toBeNull();
});

test("a runner hears which jobs are still its own and which of them are to end, each time until they have", async () => {
  const [mine, theirs] = [
    await openJob(fresh.db, userId, { runnerId: "run_a" }),
    await openJob(fresh.db, userId, { runnerId: "run_b" }),
  ];
  const renew = async () =>
    (await renewLeases(fresh.db, { runnerId: "run_a", jobIds: [mine, theirs], leaseUntil: later(60) })).map((job) => ({
      id: job.id,
      isToEnd: job.cancelRequestedAt !== null,
    }));
  expect(await renew()).toEqual([{ id: mine, isToEnd: false }]);
  await Promise.all([askToCancel(mine), askToCancel(theirs)]);
  expect(await renew()).toEqual([{ id: mine, isToEnd: true }]);
  expect(await renew()).toEqual([{ id: mine, isToEnd: true }]);
  await cancel(mine);
  expect(await renew()).toEqual([]);
});

test("progress beyond 0 and 100 is taken as 0 and 100, and is whole", async () => {
  const jobId = await openJob(fresh.db, userId);
  await start(jobId);
  for (const [given, kept] of [
    [-5, 0],
    [12.4, 12],
    [250, 100],
  ] as const) {
    await recordProgress(fresh.db, jobId, "color", given);
    expect((await read(jobId)).percent).toBe(kept);
  }
});
