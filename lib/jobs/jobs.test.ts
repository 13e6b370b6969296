import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { createApiKey } from "../api-keys/create-api-key";
import { setUpDatabase } from "../testing/set-up";
import { findJob, listJobs } from "./find-jobs";
import { findExpiredFiles, markFilesDeleted, removeJob } from "./job-files";
import { findDeadJobs, recordProgress, renewLeases } from "./job-leases";

const fresh = setUpDatabase();
let userId: string;
beforeEach(async () => {
  userId = (await createUserWithCredits(fresh.db, 100)).id;
});

const now = new Date("2026-01-01T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test("pages show every job once, newest first, also of one instant and while new ones come in", async () => {
  const made: string[] = [];
  for (const second of [1, 2, 2, 2, 3]) made.push(await openJob(fresh.db, userId, { createdAt: later(second) }));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listJobs(fresh.db, userId, { limit: 2, cursor });
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor ?? undefined;
    await openJob(fresh.db, userId, { createdAt: later(60) });
  } while (cursor);
  expect([...seen].sort()).toEqual([...made].sort());
  expect(seen[0]).toBe(made[4]);
  expect(seen[4]).toBe(made[0]);
});

test.each(["x", "bm90IGpzb24", Buffer.from('["a",1]').toString("base64url")])(
  "the cursor %s is refused",
  async (cursor) => {
    const list = listJobs(fresh.db, userId, { limit: 2, cursor });
    await expect(list).rejects.toMatchObject({ code: "invalid_request", param: "cursor" });
  },
);

test("lists filter by source and status", async () => {
  const done = await openJob(fresh.db, userId);
  await settleAsSucceeded(fresh.db, done);
  const viaApi = await openJob(fresh.db, userId, { source: "api" });
  const ids = async (filter: object) =>
    (await listJobs(fresh.db, userId, { limit: 9, ...filter })).rows.map(({ id }) => id);
  expect(await ids({ status: "succeeded" })).toEqual([done]);
  expect(await ids({ source: "api" })).toEqual([viaApi]);
});

test("lists filter by the time a job was made, by its key and by whether it is a test, also across pages", async () => {
  const { key } = await createApiKey(fresh.db, { userId, name: "site" }, { secret: "s".repeat(32) });
  const first = await openJob(fresh.db, userId, { createdAt: later(1) });
  const second = await openJob(fresh.db, userId, { createdAt: later(2), apiKeyId: key.id });
  const third = await openJob(fresh.db, userId, { createdAt: later(3), isTest: true });
  const ids = async (filter: object) =>
    (await listJobs(fresh.db, userId, { limit: 9, ...filter })).rows.map(({ id }) => id);
  expect(await ids({ createdAfter: later(2) })).toEqual([third, second]);
  expect(await ids({ createdBefore: later(2) })).toEqual([first]);
  expect(await ids({ apiKeyId: key.id })).toEqual([second]);
  expect(await ids({ isTest: true })).toEqual([third]);
  const page = await listJobs(fresh.db, userId, { limit: 1, createdAfter: later(2) });
  expect(page.rows.map(({ id }) => id)).toEqual([third]);
  expect(await ids({ createdAfter: later(2), cursor: page.nextCursor ?? undefined })).toEqual([second]);
});

test("another person's job can be neither seen nor removed", async () => {
  const jobId = await openJob(fresh.db, userId);
  await settleAsFailed(fresh.db, jobId);
  const stranger = (await createUserWithCredits(fresh.db, 0)).id;
  expect(await findJob(fresh.db, stranger, jobId)).toBeNull();
  expect((await listJobs(fresh.db, stranger, { limit: 9 })).rows).toEqual([]);
  expect(await removeJob(fresh.db, stranger, jobId, now)).toBe(false);
  expect(await findJob(fresh.db, userId, jobId)).toMatchObject({ id: jobId });
});

test("a removed job is gone from every list, its name forgotten, its files due for deletion", async () => {
  const jobId = await openJob(fresh.db, userId);
  expect(await removeJob(fresh.db, userId, jobId, now)).toBe(false);
  await settleAsSucceeded(fresh.db, jobId);
  expect(await removeJob(fresh.db, userId, jobId, now)).toBe(true);
  expect(await findJob(fresh.db, userId, jobId)).toBeNull();
  expect((await listJobs(fresh.db, userId, { limit: 9 })).rows).toEqual([]);
  expect(await fresh.db.job.findUnique({ where: { id: jobId } })).toMatchObject({ inputName: null });
  expect(await findExpiredFiles(fresh.db, now, 9)).toEqual([{ id: jobId }]);
});

test("a job reports progress only while it runs and never backwards, and ends once", async () => {
  const jobId = await openJob(fresh.db, userId);
  await recordProgress(fresh.db, jobId, "decode", 10);
  expect(await findJob(fresh.db, userId, jobId)).toMatchObject({ percent: 0, stage: "queued" });
  await fresh.db.job.update({ where: { id: jobId }, data: { status: "running" } });
  await recordProgress(fresh.db, jobId, "color", 60.4);
  await recordProgress(fresh.db, jobId, "decode", 20);
  expect(await findJob(fresh.db, userId, jobId)).toMatchObject({ percent: 60, stage: "color", status: "running" });
  expect(await settleAsFailed(fresh.db, jobId, now)).toBe(true);
  await recordProgress(fresh.db, jobId, "encode", 90);
  expect(await settleAsSucceeded(fresh.db, jobId)).toBe(false);
  const ended = { status: "failed", percent: 60, stage: null, errorCode: "upstream_error", chargedCredits: 0 };
  expect(await findJob(fresh.db, userId, jobId)).toMatchObject(ended);
});

test("a job is dead when its lease ran out, not while its runner says that it runs it, and not once it ended", async () => {
  const [mine, lost, theirs, ended] = [
    await openJob(fresh.db, userId, { createdAt: now, runnerId: "run_a" }),
    await openJob(fresh.db, userId, { createdAt: now, runnerId: "run_a" }),
    await openJob(fresh.db, userId, { createdAt: now, runnerId: "run_b" }),
    await openJob(fresh.db, userId, { createdAt: now, runnerId: "run_b" }),
  ];
  await settleAsFailed(fresh.db, ended);
  expect(await findDeadJobs(fresh.db, later(5))).toEqual([]);
  await renewLeases(fresh.db, { runnerId: "run_a", jobIds: [mine, theirs, ended], leaseUntil: later(30) });
  const dead = async (at: Date) => (await findDeadJobs(fresh.db, at)).map(({ id }) => id).sort();
  expect(await dead(later(11))).toEqual([lost, theirs].sort());
  expect(await dead(later(31))).toEqual([mine, lost, theirs].sort());
});

test("files are due when their time is over, and once only", async () => {
  const jobId = await openJob(fresh.db, userId, { createdAt: now, expiresAt: later(100) });
  await settleAsSucceeded(fresh.db, jobId);
  expect(await findExpiredFiles(fresh.db, later(99), 9)).toEqual([]);
  expect(await findExpiredFiles(fresh.db, later(100), 9)).toEqual([{ id: jobId }]);
  await markFilesDeleted(fresh.db, jobId, later(101));
  expect(await findExpiredFiles(fresh.db, later(200), 9)).toEqual([]);
  expect(await findJob(fresh.db, userId, jobId)).toMatchObject({ outputKey: null, filesDeletedAt: later(101) });
});
