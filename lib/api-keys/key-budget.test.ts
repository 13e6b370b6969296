import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { checkLedger } from "../credits/check-ledger";
import { setUpSharedDatabase } from "../testing/set-up";
import { createApiKey, type NewKey } from "./create-api-key";
import { budgetsRenewAt, readMonth } from "./key-budget";

const fresh = setUpSharedDatabase();
const november = new Date("2026-11-30T23:59:59.999Z");
const december = new Date("2026-12-01T00:00:00.000Z");
let userId: string;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 100)).id;
});
afterEach(async () => {
  expect(await checkLedger(fresh.db)).toEqual([]);
});

async function createKey(monthlyBudget: number | null, more: Partial<NewKey> = {}): Promise<string> {
  const { key } = await createApiKey(
    fresh.db,
    { userId, name: "k", monthlyBudget, ...more },
    { secret: "s".repeat(32) },
  );
  return key.id;
}

const open = (apiKeyId: string | null, priceCredits = 1, createdAt = november) =>
  openJob(fresh.db, userId, { apiKeyId, source: "api", priceCredits, createdAt });
const spent = async (keyId: string, at = november) => (await readMonth(fresh.db, userId, at)).get(keyId) ?? 0;
const overBudget = { code: "key_budget_exceeded" };

test("a key spends its budget to the last credit and not one more, and says how much that was and when it begins again", async () => {
  const key = await createKey(5);
  await open(key, 3);
  const refused = open(key, 3);
  await expect(refused).rejects.toMatchObject(overBudget);
  await expect(refused).rejects.toThrow(
    "This needs 3 credits; the key may spend 5 credits a month and has spent 3. Its budget begins again at 2026-12-01T00:00Z.",
  );
  await open(key, 2);
  await expect(open(key, 1)).rejects.toMatchObject(overBudget);
  expect(await spent(key)).toBe(5);
  expect(await fresh.db.job.count()).toBe(2);
});

test("what a failed job held and what an idle add-on did not cost can be spent again", async () => {
  const key = await createKey(5);
  const [failing, cheaper] = [await open(key, 3), await open(key, 2)];
  await settleAsFailed(fresh.db, failing);
  expect(await settleAsFailed(fresh.db, failing)).toBe(false);
  expect(await spent(key)).toBe(2);
  await settleAsSucceeded(fresh.db, cheaper, 1);
  expect(await spent(key)).toBe(1);
  await open(key, 4);
  await expect(open(key, 1)).rejects.toMatchObject(overBudget);
});

describe("the month is that of UTC in which the job was opened", () => {
  test("the next begins with its whole budget", async () => {
    const key = await createKey(1);
    await open(key);
    await expect(open(key)).rejects.toMatchObject(overBudget);
    await open(key, 1, december);
    await expect(open(key, 1, december)).rejects.toMatchObject(overBudget);
    expect([await spent(key), await spent(key, december)]).toEqual([1, 1]);
  });

  test("a job that fails in the next gives back to its own, also with a clock that runs behind", async () => {
    const key = await createKey(1);
    const late = await open(key);
    await open(key, 1, december);
    await settleAsFailed(fresh.db, late, december);
    expect([await spent(key), await spent(key, december)]).toEqual([0, 1]);
    await open(key);
    await expect(open(key, 1, december)).rejects.toMatchObject(overBudget);
  });

  test("it renews at the first of the next, also after December", () => {
    expect(budgetsRenewAt(november)).toEqual(december);
    expect(budgetsRenewAt(new Date("2026-12-31T23:59:59Z"))).toEqual(new Date("2027-01-01T00:00:00Z"));
  });
});

test("a budget that is set later counts what was spent before", async () => {
  const key = await createKey(null);
  await open(key, 3);
  await fresh.db.apiKey.update({ where: { id: key }, data: { monthlyBudget: 4 } });
  await expect(open(key, 2)).rejects.toMatchObject(overBudget);
  await open(key, 1);
});

test("an account without credits is told so, whatever the budget; the workbench and other keys are not counted", async () => {
  const [key, other] = [await createKey(2), await createKey(2)];
  await open(key, 2);
  await open(other, 2);
  await open(null, 95);
  await expect(open(key, 2)).rejects.toMatchObject({ code: "insufficient_credits" });
  expect([await spent(key), await spent(other)]).toEqual([2, 2]);
});

test("a test key's jobs cost nothing and count nothing", async () => {
  const key = await createKey(1, { mode: "test" });
  for (let at = 0; at < 3; at += 1)
    await openJob(fresh.db, userId, {
      apiKeyId: key,
      source: "api",
      isTest: true,
      priceCredits: 0,
      createdAt: november,
    });
  expect(await spent(key)).toBe(0);
});

test("jobs that are opened at once never spend more than the budget, while others end", async () => {
  const key = await createKey(7);
  const first = await Promise.all(Array.from({ length: 7 }, () => open(key)));
  const ending = first.slice(0, 3).map((id) => settleAsFailed(fresh.db, id));
  const opening = Array.from({ length: 20 }, () => open(key));
  const results = await Promise.allSettled(opening);
  await Promise.all(ending);
  const refused = results.filter((result) => result.status === "rejected");
  for (const { reason } of refused) expect(reason).toMatchObject(overBudget);
  const opened = results.length - refused.length;
  expect(opened).toBeLessThanOrEqual(3);
  expect(await spent(key)).toBe(4 + opened);
});

test("a count that was changed by hand is found when the ledger is checked", async () => {
  const key = await createKey(5);
  await open(key, 2);
  await fresh.db.$executeRaw`UPDATE api_key_months SET credits = 0`;
  const rule = "what a key has spent in a month is what its jobs of that month hold or were charged";
  expect(await checkLedger(fresh.db)).toEqual([
    { rule, row: { budgetId: key, month: "2026-11-01", counted: 0, spent: 2 } },
  ]);
  await fresh.db.$executeRaw`UPDATE api_key_months SET credits = 2`;
});
