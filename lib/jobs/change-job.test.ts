import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { setUpDatabase } from "../testing/set-up";
import { keepFiles, renamePhoto, stopKeepingFiles } from "./change-job";
import { filesUntil, findExpiredFiles, removeJob } from "./job-files";
import { toNameKey } from "./name-key";
import { readStoredBytes } from "./stored-bytes";

const fresh = setUpDatabase();
const now = new Date("2026-01-01T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let userId: string;
let jobId: string;
beforeEach(async () => {
  userId = (await createUserWithCredits(fresh.db, 100)).id;
  jobId = await openJob(fresh.db, userId, { createdAt: now, expiresAt: later(100) });
});
const read = (id = jobId) => fresh.db.job.findUniqueOrThrow({ where: { id } });
const keep = (at = now) => keepFiles(fresh.db, { userId, jobId }, at);

test("kept files are not due when their time is over, still count, and are due again once let go", async () => {
  await settleAsSucceeded(fresh.db, jobId);
  expect(await keep()).toBe(true);
  expect(await keep(later(1000))).toBe(true);
  expect(await findExpiredFiles(fresh.db, later(1000), 9)).toEqual([]);
  expect(await readStoredBytes(fresh.db, userId)).toBeGreaterThan(0);
  await stopKeepingFiles(fresh.db, { userId, jobId }, { now: later(1000), retentionHours: 1 });
  expect(await read()).toMatchObject({ keptAt: null, expiresAt: later(1000 + 3600) });
  expect(await findExpiredFiles(fresh.db, later(1000 + 3599), 9)).toEqual([]);
  expect(await findExpiredFiles(fresh.db, later(1000 + 3600), 9)).toEqual([{ id: jobId }]);
});

test("a kept photo that its owner deletes is due at once", async () => {
  await settleAsSucceeded(fresh.db, jobId);
  await keep();
  await removeJob(fresh.db, userId, jobId, now);
  expect(await findExpiredFiles(fresh.db, now, 9)).toEqual([{ id: jobId }]);
});

test("only files that are there, of a live job that succeeded, can be kept, and only by their owner", async () => {
  expect(await keep()).toBe(false);
  await settleAsSucceeded(fresh.db, jobId);
  expect(await keep(later(100))).toBe(false);
  const stranger = (await createUserWithCredits(fresh.db, 0)).id;
  expect(await keepFiles(fresh.db, { userId: stranger, jobId }, now)).toBe(false);
  const failed = await openJob(fresh.db, userId, { createdAt: now });
  await settleAsFailed(fresh.db, failed);
  const test = await openJob(fresh.db, userId, { createdAt: now, isTest: true });
  await settleAsSucceeded(fresh.db, test);
  for (const id of [failed, test]) expect(await keepFiles(fresh.db, { userId, jobId: id }, now)).toBe(false);
  expect(await read()).toMatchObject({ keptAt: null });
});

test("links to kept files always have a day to live, and are the same all day", () => {
  const kept = { expiresAt: later(100), keptAt: now };
  expect(filesUntil({ expiresAt: later(100), keptAt: null }, later(500))).toEqual(later(100));
  expect(filesUntil(kept, now)).toEqual(new Date("2026-01-03T00:00:00Z"));
  expect(filesUntil(kept, new Date("2026-01-01T23:59:59Z"))).toEqual(new Date("2026-01-03T00:00:00Z"));
  expect(filesUntil(kept, new Date("2026-05-05T00:00:00Z"))).toEqual(new Date("2026-05-07T00:00:00Z"));
  const long = { expiresAt: new Date("2030-01-01T00:00:00Z"), keptAt: now };
  expect(filesUntil(long, now)).toEqual(long.expiresAt);
});

test("a name is one of the photo: all its jobs get it, no other's do", async () => {
  const again = await openJob(fresh.db, userId, { createdAt: later(1) });
  const other = await openJob(fresh.db, userId, { inputSha256: "1".repeat(64) });
  const stranger = (await createUserWithCredits(fresh.db, 9)).id;
  const theirs = await openJob(fresh.db, stranger);
  expect(await renamePhoto(fresh.db, { userId, jobId }, "Éva 👵🏽.jpg")).toBe(true);
  for (const id of [jobId, again]) {
    expect(await read(id)).toMatchObject({ inputName: "Éva 👵🏽.jpg", nameKey: toNameKey("Éva 👵🏽.jpg") });
  }
  for (const id of [other, theirs]) expect(await read(id)).toMatchObject({ inputName: "grandma.jpg" });
  expect(await renamePhoto(fresh.db, { userId: stranger, jobId }, "mine")).toBe(false);
});

test("a deleted photo leaves no name behind, to search by either", async () => {
  expect(await read()).toMatchObject({ nameKey: "grandma.jpg" });
  await settleAsSucceeded(fresh.db, jobId);
  await removeJob(fresh.db, userId, jobId, now);
  expect(await read()).toMatchObject({ inputName: null, nameKey: null });
});

test("a name is given to every attempt at one part of a file, and to no other part of it", async () => {
  const crop = { x: 0.1, y: 0, width: 0.5, height: 1 };
  const part = await openJob(fresh.db, userId, { createdAt: now, crop });
  const again = await openJob(fresh.db, userId, { createdAt: now, crop });
  const page = await openJob(fresh.db, userId, { createdAt: now, page: 2 });
  await renamePhoto(fresh.db, { userId, jobId: part }, "left.jpg");
  await renamePhoto(fresh.db, { userId, jobId }, "whole.jpg");
  const names = await Promise.all([part, again, page, jobId].map(async (id) => (await read(id)).inputName));
  expect(names).toEqual(["left.jpg", "left.jpg", "grandma.jpg", "whole.jpg"]);
});
