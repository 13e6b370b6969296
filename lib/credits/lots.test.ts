import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  buyCredits,
  createPurchase,
  createUserWithCredits,
  payPurchase,
} from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { type Db, inTransaction } from "../db/client";
import { type TestDatabase, takeTestDatabase } from "../testing/database";
import { checkLedger } from "./check/check-ledger";
import { expireLots } from "./expire-lots";
import { freezePurchase, thawPurchase } from "./freeze-purchase";
import { grantCredits } from "./ledger";
import { listMovements } from "./list-movements";
import { readBalance } from "./read-balance";
import { revokePurchase } from "./revoke-purchase";

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
const spend = async (credits: number) => settleAsSucceeded(db, await hold(credits), credits);
const hold = (credits: number) => openJob(db, userId, { priceCredits: credits });
const refund = (purchaseId: string, credits: number, reference = "refund:1") =>
  inTransaction(db, (tx) => revokePurchase(tx, { userId, purchaseId, credits, reference, reason: "refunded" }));
const freeze = (purchaseId: string, reference = "dispute:1:opened") =>
  inTransaction(db, (tx) => freezePurchase(tx, { purchaseId, reference, reason: "disputed" }));
const thaw = (purchaseId: string, reference = "dispute:1:closed") =>
  inTransaction(db, (tx) => thawPurchase(tx, { purchaseId, reference, reason: "won" }));

/** What is left in each lot, in the order in which they came. */
async function remaining(): Promise<number[]> {
  expect(await checkLedger(db)).toEqual([]);
  const lots = await db.creditLot.findMany({ orderBy: [{ createdAt: "asc" }] });
  return lots.map((lot) => lot.remaining);
}

test("what is given is spent before what was bought, and what expires first before the rest", async () => {
  await buyCredits(db, userId, 10);
  await gift(10);
  await gift(10, inDays(20));
  await gift(10, inDays(10));
  await spend(15);
  expect(await remaining()).toEqual([10, 10, 5, 0]);
  await spend(20);
  expect(await remaining()).toEqual([5, 0, 0, 0]);
  expect(await readBalance(db, userId)).toMatchObject({ available: 5, purchased: 5, granted: 0 });
});

test("a job that failed gives back to the very lots that it took from", async () => {
  await gift(3, inDays(1));
  await buyCredits(db, userId, 10);
  const jobId = await hold(5);
  expect(await remaining()).toEqual([0, 8]);
  await gift(4, inDays(2));
  await settleAsFailed(db, jobId);
  expect(await remaining()).toEqual([3, 10, 4]);
});

test("20 copies of one payment at once bring its credits once", async () => {
  const id = await createPurchase(db, userId, 50);
  const paid = await Promise.all(Array.from({ length: 20 }, () => payPurchase(db, id)));
  expect(paid.filter(Boolean)).toHaveLength(1);
  expect(await remaining()).toEqual([50]);
});

test("a refund takes unspent credits of its purchase, then other bought ones, then given ones", async () => {
  const refunded = await buyCredits(db, userId, 10);
  await spend(6);
  await gift(3);
  await buyCredits(db, userId, 4);
  expect(await refund(refunded, 10)).toEqual({ taken: 10, debt: 0 });
  expect(await remaining()).toEqual([0, 1, 0]);
});

test("a refund of credits that were spent is owed, no job starts meanwhile, and what comes next pays it first", async () => {
  const id = await buyCredits(db, userId, 10);
  await spend(8);
  expect(await refund(id, 10)).toEqual({ taken: 2, debt: 8 });
  await expect(hold(1)).rejects.toMatchObject({
    code: "insufficient_credits",
    message: "This needs 1 credit; the account owes 8 for a purchase that was paid back.",
  });
  await gift(5);
  expect(await readBalance(db, userId)).toMatchObject({ available: 0, debt: 3 });
  await buyCredits(db, userId, 10);
  expect(await readBalance(db, userId)).toMatchObject({ available: 7, purchased: 7, debt: 0 });
  await spend(7);
  expect(await remaining()).toEqual([0, 0, 0]);
});

test("credits that a running job gives back pay what is owed first", async () => {
  const id = await buyCredits(db, userId, 10);
  const jobId = await hold(8);
  expect(await refund(id, 5)).toEqual({ taken: 2, debt: 3 });
  await settleAsFailed(db, jobId);
  expect(await readBalance(db, userId)).toMatchObject({ available: 5, held: 0, debt: 0 });
  expect(await remaining()).toEqual([5]);
});

test("one refund told 20 times at once is taken once; a second part is taken too, never more than was bought", async () => {
  const id = await buyCredits(db, userId, 10);
  const told = await Promise.all(Array.from({ length: 20 }, () => refund(id, 4)));
  expect(told.filter((answer) => answer !== null)).toEqual([{ taken: 4, debt: 0 }]);
  expect(await refund(id, 4, "refund:2")).toEqual({ taken: 4, debt: 0 });
  expect(await refund(id, 4, "refund:3")).toEqual({ taken: 2, debt: 0 });
  expect(await remaining()).toEqual([0]);
});

test("a disputed purchase is out of reach until the dispute is won, and what jobs give back of it joins it", async () => {
  const id = await buyCredits(db, userId, 10);
  await gift(1);
  const jobId = await hold(4);
  expect(await freeze(id)).toBe(7);
  expect(await freeze(id)).toBeNull();
  expect(await readBalance(db, userId)).toMatchObject({ available: 0, frozen: 7, held: 4 });
  await settleAsFailed(db, jobId);
  expect(await readBalance(db, userId)).toMatchObject({ available: 1, frozen: 10, held: 0 });
  await expect(hold(2)).rejects.toMatchObject({ code: "insufficient_credits" });
  expect(await thaw(id)).toBe(10);
  expect(await thaw(id)).toBeNull();
  expect(await readBalance(db, userId)).toMatchObject({ available: 11, frozen: 0 });
  expect(await remaining()).toEqual([10, 1]);
});

test("a dispute that is lost takes the frozen credits, and what was spent of them is owed", async () => {
  const id = await buyCredits(db, userId, 10);
  await spend(3);
  await freeze(id);
  expect(await refund(id, 10, "dispute:1:lost")).toEqual({ taken: 7, debt: 3 });
  expect(await thaw(id)).toBe(0);
  expect(await readBalance(db, userId)).toMatchObject({ available: 0, frozen: 0, debt: 3 });
  expect(await remaining()).toEqual([0]);
});

test("thawed credits pay what is owed first", async () => {
  const disputed = await buyCredits(db, userId, 10);
  const refunded = await buyCredits(db, userId, 5);
  await spend(12);
  await freeze(disputed);
  expect(await refund(refunded, 5)).toEqual({ taken: 3, debt: 2 });
  expect(await readBalance(db, userId)).toMatchObject({ available: 0, debt: 2 });
  await gift(1);
  await thaw(disputed);
  expect(await readBalance(db, userId)).toMatchObject({ debt: 1, frozen: 0 });
  expect(await remaining()).toEqual([0, 0, 0]);
});

test("credits expire: they are never spent after their time, the sweep takes them, running jobs keep theirs", async () => {
  await gift(5, inDays(1));
  await gift(2);
  const [kept, given] = [await hold(1), await hold(2)];
  const later = inDays(2);
  expect(await readBalance(db, userId, later)).toMatchObject({ available: 2, held: 3 });
  await settleAsSucceeded(db, kept, 1);
  expect(await expireLots(db, later)).toBe(2);
  expect(await expireLots(db, later)).toBe(0);
  expect(await remaining()).toEqual([0, 2]);
  await db.creditLot.updateMany({ where: { expiresAt: { not: null } }, data: { expiresAt: inDays(-1) } });
  await settleAsFailed(db, given);
  expect(await readBalance(db, userId)).toMatchObject({ available: 2, held: 0 });
  expect(await remaining()).toEqual([0, 2]);
});

test("credits whose time is over are not spent, swept or not", async () => {
  await gift(5, inDays(-1));
  await gift(1);
  await expect(hold(2)).rejects.toThrow("This needs 2 credits; the account has 1.");
  await hold(1);
  expect(await remaining()).toEqual([5, 0]);
});

test("10 sweeps at once take what expired once", async () => {
  await gift(5, inDays(-1));
  const taken = await Promise.all(Array.from({ length: 10 }, () => expireLots(db, new Date())));
  expect(taken.reduce((sum, credits) => sum + credits, 0)).toBe(5);
  expect(await remaining()).toEqual([0]);
});

test("a purchase that brought no credits cannot be taken back or frozen", async () => {
  const id = await createPurchase(db, userId, 5);
  await expect(refund(id, 5)).rejects.toThrow("brought no credits");
  await expect(freeze(id)).rejects.toThrow("brought no credits");
  await expect(thaw(id)).rejects.toThrow("brought no credits");
});

test("each movement shows what it left, page after page", async () => {
  const id = await buyCredits(db, userId, 10);
  await spend(4);
  await refund(id, 10);
  const [newest, ...rest] = await listMovements(db, userId, { limit: 2 });
  const older = await listMovements(db, userId, { limit: 10, before: rest[0]?.sequence });
  const shown = [newest, ...rest, ...older].map((row) => [row?.kind, row?.credits, row?.availableAfter]);
  expect(shown).toEqual([
    ["refund", -6, 0],
    ["capture", 0, 6],
    ["hold", -4, 6],
    ["purchase", 10, 10],
  ]);
  expect(await listMovements(db, userId, { limit: 10, kind: "hold" })).toHaveLength(1);
});
