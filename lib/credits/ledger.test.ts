import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { type TestDatabase, takeTestDatabase } from "../testing/database";
import { checkLedger } from "./check/check-ledger";
import { grantCredits } from "./ledger";
import { listMovements } from "./list-movements";
import { readBalance } from "./read-balance";
import { releaseHold } from "./settle-hold";

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await takeTestDatabase();
});
beforeEach(() => fresh.clear());
afterAll(() => fresh.close());

const count = (results: boolean[]) => results.filter(Boolean).length;

test("1 credit and 50 jobs at once: exactly one gets it, the others are told what they need and have", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 1);
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => openJob(db, id)));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(49);
  for (const error of refused) {
    expect(error).toMatchObject({ code: "insufficient_credits", message: "This needs 1 credit; the account has 0." });
  }
  expect(await readBalance(db, id)).toMatchObject({ available: 0, held: 1 });
  expect(await db.job.count()).toBe(1);
  expect(await checkLedger(db)).toEqual([]);
});

test("20 captures and releases of one hold at once: exactly one of them settles it", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 5);
  const jobId = await openJob(db, id, { priceCredits: 3 });
  const settle = (_: unknown, i: number) => (i % 2 ? settleAsSucceeded(db, jobId, 3) : settleAsFailed(db, jobId));
  expect(count(await Promise.all(Array.from({ length: 20 }, settle)))).toBe(1);
  expect([2, 5]).toContain((await readBalance(db, id)).available);
  expect(await checkLedger(db)).toEqual([]);
});

test("a hold is released once, without the job's row to help", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 1);
  const jobId = await openJob(db, id);
  const release = () => releaseHold(db, jobId, "test");
  expect(count(await Promise.all(Array.from({ length: 20 }, release)))).toBe(1);
});

test("20 grants at once all count", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 0);
  const grant = () => grantCredits(db, { userId: id, credits: 7, reason: "gift" });
  await Promise.all(Array.from({ length: 20 }, grant));
  expect(await readBalance(db, id)).toMatchObject({ available: 140, held: 0 });
});

test("a hold that its transaction takes back leaves nothing", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 2);
  const jobId = await openJob(db, id);
  await expect(openJob(db, id, { id: jobId })).rejects.toThrow();
  expect(await readBalance(db, id)).toMatchObject({ available: 1, held: 1 });
  expect(await checkLedger(db)).toEqual([]);
});

test("a user without any credits is told so", async () => {
  const { id } = await createUserWithCredits(fresh.db, 0);
  await expect(openJob(fresh.db, id, { priceCredits: 4 })).rejects.toThrow("This needs 4 credits; the account has 0.");
});

test.each([0, -1, 1.5, Number.NaN])("%s credits cannot be granted", async (credits) => {
  await expect(grantCredits(fresh.db, { userId: "usr_1", credits, reason: "no" })).rejects.toThrow(RangeError);
});

test("the history shows what each movement did to the credits that can be spent", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 10);
  await settleAsSucceeded(db, await openJob(db, id, { priceCredits: 4 }), 4);
  await settleAsFailed(db, await openJob(db, id, { priceCredits: 2 }));
  const movements = await listMovements(db, id, { limit: 50 });
  const shown = movements.map(({ kind, credits }) => `${kind} ${credits}`).sort();
  expect(shown).toEqual(["capture 0", "grant 10", "hold -2", "hold -4", "release 2"].sort());
});

const step = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), credits: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("open" as const), credits: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constantFrom("capture" as const, "release" as const), credits: fc.nat(5) }),
);

test("whatever happens in whatever order, credits are neither made nor lost", async () => {
  const { db } = fresh;
  const run = async (steps: { kind: "grant" | "open" | "capture" | "release"; credits: number }[]) => {
    await fresh.clear();
    const { id } = await createUserWithCredits(db, 3);
    const jobs: { id: string; price: number; open: boolean }[] = [];
    const model = { available: 3, held: 0 };
    for (const { kind, credits } of steps) {
      if (kind === "grant") {
        await grantCredits(db, { userId: id, credits, reason: "more" });
        model.available += credits;
      } else if (kind === "open") {
        const jobId = await openJob(db, id, { priceCredits: credits }).catch(() => null);
        expect(jobId !== null).toBe(model.available >= credits);
        if (!jobId) continue;
        jobs.push({ id: jobId, price: credits, open: true });
        model.available -= credits;
        model.held += credits;
      } else {
        const job = jobs[credits % Math.max(1, jobs.length)];
        if (!job) continue;
        const settled = await (kind === "capture"
          ? settleAsSucceeded(db, job.id, job.price)
          : settleAsFailed(db, job.id));
        expect(settled).toBe(job.open);
        if (!settled) continue;
        job.open = false;
        model.held -= job.price;
        if (kind === "release") model.available += job.price;
      }
    }
    expect(await readBalance(db, id)).toMatchObject(model);
    expect(await checkLedger(db)).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 15 }), run), { numRuns: 15 });
});
