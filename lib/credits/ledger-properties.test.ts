import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, takeTestDatabase } from "../testing/database";
import { LedgerModel } from "../testing/ledger/ledger-model";
import { type LedgerStep, ledgerStep } from "../testing/ledger/ledger-steps";
import { actOnLedger, createLedgerWorld } from "../testing/ledger/ledger-world";
import { checkLedger } from "./check/check-ledger";

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await takeTestDatabase();
});
afterAll(() => fresh.close());

const slow = 240_000;

test(
  "whatever happens in whatever order, each answer, each lot and the balance are as promised",
  async () => {
    const { db } = fresh;
    const run = async (steps: LedgerStep[]) => {
      await fresh.clear();
      const world = await createLedgerWorld(db);
      const model = new LedgerModel();
      for (const [index, step] of steps.entries()) {
        const answer = await actOnLedger(world, step);
        expect(answer, `step ${index}: ${JSON.stringify(step)}`).toEqual(model.apply(step));
        // A lot's place among equals is the time it came at; a millisecond may see two come.
        await db.$executeRaw`
          UPDATE credit_lots SET "createdAt" = to_timestamp(${index}::int) WHERE "createdAt" > '2020-01-01'`;
      }
      const lots = await db.creditLot.findMany({ orderBy: { createdAt: "asc" } });
      const seen = lots.map(({ remaining, revoked, frozenAt }) => ({ remaining, revoked, frozen: frozenAt !== null }));
      expect(seen).toEqual(model.lots.map(({ remaining, revoked, frozen }) => ({ remaining, revoked, frozen })));
      const { available, held, frozen, debt } = (await db.creditBalance.findUnique({
        where: { userId: world.userId },
      })) ?? { available: 0, held: 0, frozen: 0, debt: 0 };
      expect({ available, held, frozen, debt }).toEqual(model.balance());
      expect(await checkLedger(db)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(fc.array(ledgerStep, { maxLength: 40, size: "max" }), run), { numRuns: 20 });
  },
  slow,
);

test(
  "whatever happens at the same time, every rule of the ledger holds and nobody is locked out for ever",
  async () => {
    const { db } = fresh;
    const lanes = fc.array(fc.array(ledgerStep, { minLength: 5, maxLength: 12 }), { minLength: 4, maxLength: 8 });
    const run = async (all: LedgerStep[][]) => {
      await fresh.clear();
      const worlds = [await createLedgerWorld(db), await createLedgerWorld(db)];
      const walk = async (steps: LedgerStep[], lane: number) => {
        const world = worlds[lane % worlds.length];
        for (const step of steps) if (world) await actOnLedger(world, step);
      };
      await Promise.all(all.map(walk));
      expect(await checkLedger(db)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(lanes, run), { numRuns: 10 });
  },
  slow,
);
