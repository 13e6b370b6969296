import fc from "fast-check";
import { expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { checkLedger } from "../credits/check-ledger";
import { setUpSharedDatabase } from "../testing/set-up";
import { createApiKey } from "./create-api-key";
import { readMonth } from "./key-budget";

const fresh = setUpSharedDatabase();
const monthlyBudget = 5;
const months = [new Date("2026-11-15T00:00:00Z"), new Date("2026-12-31T23:59:59.999Z")];

const step = fc.oneof(
  fc.record({
    kind: fc.constant("open" as const),
    key: fc.nat(2),
    price: fc.integer({ min: 1, max: 4 }),
    month: fc.nat(1),
  }),
  fc.record({ kind: fc.constant("succeed" as const), job: fc.nat(20), off: fc.nat(3) }),
  fc.record({ kind: fc.constant("fail" as const), job: fc.nat(20) }),
);
type Opened = { id: string; key: number; price: number; month: number; cost: number; isOpen: boolean };

test("whatever is opened and ended, two keys of one budget spend what their jobs cost, never more than it; a third is apart", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await fresh.clear();
      const { db } = fresh;
      const { id: userId } = await createUserWithCredits(db, 1000);
      const make = async (budgetId?: string) =>
        (await createApiKey(db, { userId, name: "k", monthlyBudget, budgetId }, { secret: "s".repeat(32) })).key.id;
      const first = await make();
      const keys = [first, await make(first), await make()];
      const jobs: Opened[] = [];
      /** What the budget of the key has spent in the month, by the jobs alone. */
      const spent = (key: number, month: number) =>
        jobs
          .filter((job) => job.month === month && (job.key === 2) === (key === 2))
          .reduce((sum, { cost }) => sum + cost, 0);
      for (const at of steps) {
        if (at.kind === "open") {
          const fields = {
            apiKeyId: keys[at.key],
            source: "api",
            priceCredits: at.price,
            createdAt: months[at.month],
          } as const;
          const hasRoom = spent(at.key, at.month) + at.price <= monthlyBudget;
          const id = await openJob(db, userId, fields).catch((error: { code: string }) => error.code);
          expect(id === "key_budget_exceeded").toBe(!hasRoom);
          if (hasRoom) jobs.push({ ...at, id, cost: at.price, isOpen: true });
          continue;
        }
        const job = jobs[at.job % Math.max(1, jobs.length)];
        if (!job?.isOpen) continue;
        const charged = at.kind === "fail" ? 0 : Math.max(1, job.price - at.off);
        await (at.kind === "fail" ? settleAsFailed(db, job.id) : settleAsSucceeded(db, job.id, charged));
        Object.assign(job, { cost: charged, isOpen: false });
      }
      for (const [month, now] of months.entries()) {
        const counted = await readMonth(db, userId, now);
        expect([counted.get(first) ?? 0, counted.get(keys[2] ?? "") ?? 0]).toEqual([spent(0, month), spent(2, month)]);
      }
      expect(await checkLedger(db)).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 120_000);
