import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { setUpDatabase } from "../testing/set-up";
import { silentLog } from "../testing/webhooks";
import { createProgressWriter } from "./write-progress";

const database = setUpDatabase();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("nothing is written of a fast photo; of a longer one the latest, about once a second", async () => {
  const { db } = database;
  const { id: userId } = await createUserWithCredits(db, 5);
  const jobId = await openJob(db, userId, { status: "running" });
  const job = () => db.job.findUniqueOrThrow({ where: { id: jobId }, select: { stage: true, percent: true } });
  const fast = createProgressWriter({ db, log: silentLog }, jobId);
  fast.report("encode", 90);
  fast.end();
  const slow = createProgressWriter({ db, log: silentLog }, jobId);
  slow.report("decode", 10);
  slow.report("color", 30);
  await vi.advanceTimersByTimeAsync(699);
  expect(await job()).toEqual({ stage: "queued", percent: 0 });
  await vi.advanceTimersByTimeAsync(1);
  await expect.poll(job).toEqual({ stage: "color", percent: 30 });
  slow.report("color", 60);
  await vi.advanceTimersByTimeAsync(1_000);
  slow.end();
  await expect.poll(job).toEqual({ stage: "color", percent: 60 });
});
