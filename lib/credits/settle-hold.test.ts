import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buyCredits, createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { type Db, inTransaction, sql } from "../db/client";
import { type TestDatabase, takeTestDatabase } from "../testing/database";
import { checkLedger } from "./check/check-ledger";
import { freezePurchase } from "./freeze-purchase";
import { grantCredits } from "./ledger";
import { listMovements } from "./list-movements";
import { readBalance } from "./read-balance";
import { revokePurchase } from "./revoke-purchase";
import { captureFunds } from "./settle-hold";

let fresh: TestDatabase;
let db: Db;
let userId: string;
beforeAll(async () => {
  fresh = await takeTestDatabase();
  db = fresh.db;
});
beforeEach(async () => {
  await fresh.clear();
  ({ id: userId } = await createUserWithCredits(db, 0));
});
afterAll(() => fresh.close());

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const gift = (credits: number, expiresAt?: Date) => grantCredits(db, { userId, credits, reason: "gift", expiresAt });
const hold = (credits: number) => openJob(db, userId, { priceCredits: credits });

/** What is left in each lot, in the order in which they came, once every rule of the ledger holds. */
async function remaining(): Promise<number[]> {
  expect(await checkLedger(db)).toEqual([]);
  const lots = await db.creditLot.findMany({ orderBy: { createdAt: "asc" } });
  return lots.map((lot) => lot.remaining);
}

async function revenue(): Promise<number> {
  const { _sum } = await db.creditEntry.aggregate({ _sum: { credits: true }, where: { account: "system:revenue" } });
  return _sum.credits ?? 0;
}

test.each([
  [1, [8, 2, 3]],
  [2, [8, 1, 3]],
  [4, [8, 0, 2]],
  [6, [8, 0, 0]],
  [7, [7, 0, 0]],
])("of 7 held, %i is captured as if no more had been held, and the rest is in its very lots", async (due, lots) => {
  await buyCredits(db, userId, 8);
  await gift(3, inDays(10));
  await gift(3);
  const jobId = await hold(7);
  expect(await settleAsSucceeded(db, jobId, due)).toBe(true);
  expect(await revenue()).toBe(due);
  expect(await readBalance(db, userId)).toMatchObject({ available: 14 - due, held: 0 });
  expect(await remaining()).toEqual(lots);
});

test("what is due and what goes back are one movement, of which the history shows what came back", async () => {
  await gift(10);
  await settleAsSucceeded(db, await hold(4), 2);
  const [newest] = await listMovements(db, userId, { limit: 1 });
  expect(newest).toMatchObject({ kind: "capture", credits: 2, availableAfter: 8 });
  expect(await db.creditMovement.count({ where: { kind: "release" } })).toBe(0);
});

test("50 jobs settled at once, each for another part of its price, cost exactly what was due", async () => {
  await gift(60);
  await buyCredits(db, userId, 60);
  await buyCredits(db, userId, 80);
  const jobs = [];
  for (let n = 0; n < 50; n++) jobs.push(await hold(4));
  const dues = jobs.map((_, n) => 1 + (n % 4));
  const settled = await Promise.all(jobs.map((jobId, n) => settleAsSucceeded(db, jobId, dues[n])));
  expect(settled).toEqual(jobs.map(() => true));
  const due = dues.reduce((sum, credits) => sum + credits, 0);
  expect(await revenue()).toBe(due);
  expect(await readBalance(db, userId)).toMatchObject({ available: 200 - due, held: 0 });
  expect(await checkLedger(db)).toEqual([]);
});

test("50 settlements of one hold at once, in full, in part or given back: exactly one counts", async () => {
  await gift(3);
  await buyCredits(db, userId, 3);
  const jobId = await hold(4);
  const ways = [
    () => settleAsSucceeded(db, jobId, 4),
    () => settleAsSucceeded(db, jobId, 2),
    () => settleAsFailed(db, jobId),
  ];
  const settled = await Promise.all(Array.from({ length: 50 }, (_, n) => ways[n % ways.length]?.()));
  expect(settled.filter(Boolean)).toHaveLength(1);
  const { available, held } = await readBalance(db, userId);
  expect([available, held]).toEqual([6 - (await revenue()), 0]);
  expect(await remaining()).toHaveLength(2);
});

test("a hold that was settled once is not settled again, for another amount neither", async () => {
  await gift(5);
  const jobId = await hold(4);
  expect(await settleAsSucceeded(db, jobId, 1)).toBe(true);
  expect(await settleAsSucceeded(db, jobId, 4)).toBe(false);
  expect(await settleAsFailed(db, jobId)).toBe(false);
  expect(await remaining()).toEqual([4]);
});

test("more than was held is never captured, nor nothing; the hold stays open", async () => {
  await gift(5);
  const jobId = await hold(2);
  await expect(settleAsSucceeded(db, jobId, 3)).rejects.toThrow("Less is held");
  const capture = (credits: number) => captureFunds({ jobId, credits, now: new Date() }, sql`job`);
  for (const credits of [0, -1, 1.5, Number.NaN]) expect(() => capture(credits)).toThrow(RangeError);
  expect(await readBalance(db, userId)).toMatchObject({ available: 3, held: 2 });
  expect(await settleAsSucceeded(db, jobId, 2)).toBe(true);
  expect(await remaining()).toEqual([3]);
});

test("what a capture gives back of a lot that expired meanwhile expires, of a disputed one is frozen", async () => {
  await gift(2, inDays(1));
  const purchase = await buyCredits(db, userId, 4);
  const jobId = await hold(5);
  await inTransaction(db, (tx) =>
    freezePurchase(tx, { purchaseId: purchase, reference: "dispute:1", reason: "disputed" }),
  );
  await settleAsSucceeded(db, jobId, 1, inDays(2));
  expect(await readBalance(db, userId)).toMatchObject({ available: 0, frozen: 4, held: 0 });
  expect(await remaining()).toEqual([0, 4]);
});

test("what a capture gives back pays first what is owed", async () => {
  const purchase = await buyCredits(db, userId, 4);
  const jobId = await hold(4);
  const refund = { userId, purchaseId: purchase, credits: 4, reference: "refund:1", reason: "refunded" };
  await inTransaction(db, (tx) => revokePurchase(tx, refund));
  await settleAsSucceeded(db, jobId, 2);
  expect(await readBalance(db, userId)).toMatchObject({ available: 0, held: 0, debt: 2 });
  expect(await remaining()).toEqual([0]);
});
