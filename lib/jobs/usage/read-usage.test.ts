import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { createApiKey } from "../../api-keys/create-api-key";
import { type UsageGroup, usageSchema } from "../../contract/v1/usage";
import { releaseHold } from "../../credits/settle-hold";
import { inTransaction } from "../../db/client";
import { setUpDatabase } from "../../testing/set-up";
import type { NewJob } from "../create-job";
import { markJobCanceled } from "../end-job";
import { readUsage } from "./read-usage";
import { writeUsageCsv } from "./write-usage-csv";

const fresh = setUpDatabase();
let userId: string;
beforeEach(async () => {
  userId = (await createUserWithCredits(fresh.db, 1000)).id;
});

const at = (time: string) => new Date(`2026-03-${time}Z`);
const makeKey = async (name: string) =>
  (await createApiKey(fresh.db, { userId, name }, { secret: "s".repeat(32) })).key.id;

/** A job that succeeded; `captured` is the ledger's own time for it, where that differs from the job's. */
async function succeed(finished: Date, fields: Partial<NewJob> = {}, captured = finished): Promise<string> {
  const jobId = await openJob(fresh.db, userId, { createdAt: new Date(finished.getTime() - 5000), ...fields });
  await settleAsSucceeded(fresh.db, jobId, fields.priceCredits ?? 1, finished);
  await fresh.db.creditMovement.updateMany({ where: { jobId, kind: "capture" }, data: { createdAt: captured } });
  return jobId;
}

async function fail(finished: Date, fields: Partial<NewJob> = {}) {
  await settleAsFailed(fresh.db, await openJob(fresh.db, userId, { createdAt: finished, ...fields }), finished);
}

async function cancel(finished: Date, fields: Partial<NewJob> = {}) {
  const jobId = await openJob(fresh.db, userId, { createdAt: finished, ...fields });
  await inTransaction(fresh.db, async (tx) => {
    await releaseHold(tx, jobId, "canceled", finished);
    await markJobCanceled(tx, jobId, finished);
  });
}

/** A job of a test key: it has no hold, so nothing is captured. */
async function succeedFree(finished: Date, fields: Partial<NewJob> = {}) {
  const id = await openJob(fresh.db, userId, { ...fields, isTest: true, priceCredits: 0 });
  await fresh.db.job.update({ where: { id }, data: { status: "succeeded", finishedAt: finished } });
}

const read = async (from: string, to: string, by: UsageGroup[] = ["day"], isTest?: boolean) => {
  const query = { from: `2026-03-${from}`, to: `2026-03-${to}`, by, isTest };
  return usageSchema.parse(await readUsage(fresh.db, userId, query));
};

/** What the ledger says was captured from `from` until before `to`. */
async function sumCaptures(from: Date, to: Date): Promise<number> {
  const { _sum } = await fresh.db.creditEntry.aggregate({
    _sum: { credits: true },
    where: { account: "system:revenue", movement: { userId, createdAt: { gte: from, lt: to } } },
  });
  return _sum.credits ?? 0;
}

test("the sums of any span and any grouping are the ledger's captures, to the credit", async () => {
  const keys = [null, await makeKey("scanner"), await makeKey("site"), await makeKey("gone")];
  const models = ["large", "tiny"] as const;
  for (let n = 0; n < 36; n += 1) {
    // Every third hour of five days, so that some end right at midnight.
    const finished = new Date(at("10T00:00:00").getTime() + n * 3 * 3_600_000);
    const apiKeyId = keys[n % 4] ?? null;
    const fields: Partial<NewJob> = { apiKeyId, source: apiKeyId ? "api" : "workbench", model: models[n % 2] };
    if (n % 5 === 4) await fail(finished, { ...fields, priceCredits: 4 });
    else if (n % 11 === 7) await cancel(finished, { ...fields, priceCredits: 2 });
    else if (n % 7 === 6) await succeedFree(finished, fields);
    else await succeed(finished, { ...fields, priceCredits: 1 + (n % 4) });
  }
  await fresh.db.apiKey.deleteMany({ where: { name: "gone" } });
  await openJob(fresh.db, userId, { createdAt: at("11T00:00:00") });
  const stranger = userId;
  userId = (await createUserWithCredits(fresh.db, 10)).id;
  await succeed(at("11T12:00:00"));
  userId = stranger;

  const days = ["10", "11", "12", "13", "14"];
  for (const [index, from] of days.entries()) {
    for (const to of days.slice(index)) {
      const wanted = await sumCaptures(at(`${from}T00:00:00`), at(`${Number(to) + 1}T00:00:00`));
      const { rows, totals } = await read(from, to, ["day", "key", "model"]);
      expect(totals.credits, `${from} to ${to}`).toBe(wanted);
      expect(rows.reduce((sum, row) => sum + row.credits, 0)).toBe(wanted);
    }
  }
  for (const by of [["day"], ["key"], ["model"], ["model", "key"]] as UsageGroup[][]) {
    expect((await read("10", "14", by)).totals).toEqual((await read("10", "14")).totals);
  }
  expect((await read("10", "14")).totals).toMatchObject({ jobs: 36, failed: 7, canceled: 2 });
  expect((await read("10", "14", ["key"])).rows.map((row) => row.keyName)).toEqual([null, "scanner", "site"]);
});

test("a job around midnight counts on the day the ledger captured it, a failed one on the day it ended", async () => {
  await succeed(at("10T23:59:59.999"), { createdAt: at("10T23:50:00"), priceCredits: 3 }, at("11T00:00:00.002"));
  await fail(at("10T23:59:59.999"));
  await succeed(at("11T00:00:00.000"));
  expect((await read("10", "10")).rows).toMatchObject([{ day: "2026-03-10", jobs: 1, failed: 1, credits: 0 }]);
  expect((await read("11", "11")).rows).toMatchObject([{ day: "2026-03-11", jobs: 2, succeeded: 2, credits: 4 }]);
});

test("a job that its owner deleted has been paid for all the same", async () => {
  const jobId = await succeed(at("10T12:00:00"), { priceCredits: 2 });
  await fresh.db.job.update({ where: { id: jobId }, data: { removedAt: at("10T13:00:00") } });
  expect((await read("10", "10")).totals).toMatchObject({ jobs: 1, credits: 2 });
});

test("test jobs count nothing, and can be read alone", async () => {
  const apiKeyId = await makeKey("trial");
  await succeedFree(at("10T12:00:00"), { apiKeyId, source: "api" });
  await succeed(at("10T12:00:00"));
  expect((await read("10", "10")).totals).toMatchObject({ jobs: 2, credits: 1 });
  expect((await read("10", "10", ["key"], true)).rows).toMatchObject([{ keyName: "trial", jobs: 1, credits: 0 }]);
});

test("what was not asked for is null, and nothing is nothing", async () => {
  await succeed(at("10T12:00:00"), { model: "large" });
  const row = { day: null, keyId: null, keyName: null, model: "large", jobs: 1 };
  expect((await read("10", "10", ["model"])).rows).toMatchObject([row]);
  expect(await read("01", "09")).toMatchObject({ rows: [], totals: { jobs: 0, credits: 0 } });
});

test("the CSV has the columns that were asked for, and a key's name is never a formula", async () => {
  const apiKeyId = await makeKey('=HYPERLINK("https://evil.example")');
  await succeed(at("10T12:00:00"), { apiKeyId, source: "api", priceCredits: 2 });
  const [head, line, rest] = writeUsageCsv(await read("10", "10", ["day", "key"])).split("\r\n");
  expect(head).toBe("day,key_id,key_name,jobs,succeeded,failed,canceled,credits");
  expect(line).toBe(`2026-03-10,${apiKeyId},"'=HYPERLINK(""https://evil.example"")",1,1,0,0,2`);
  expect(rest).toBe("");
});
