import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { checkLedger } from "./check-ledger";

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await createTestDatabase();
});
afterAll(() => fresh.close());
beforeEach(async () => {
  await fresh.clear();
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 10);
  await openJob(db, id);
  await settleAsSucceeded(db, await openJob(db, id, { priceCredits: 2 }), 2);
  await settleAsFailed(db, await openJob(db, id, { priceCredits: 3 }));
  expect(await checkLedger(db)).toEqual([]);
});

// What somebody with a database console, or a bug, could do; each must show up under the rule that names it.
const tamperings: [string, string, string][] = [
  [
    "an entry changed",
    `UPDATE credit_entries SET credits = credits + 1 WHERE credits = 10`,
    "a movement has entries and they sum to zero",
  ],
  [
    "a movement without entries",
    `INSERT INTO credit_movements (id, "userId", kind, reason) VALUES ('mov_x', 'usr_x', 'grant', 'x')`,
    "a movement has entries and they sum to zero",
  ],
  [
    "credits given past the ledger",
    `UPDATE credit_balances SET available = available + 100`,
    "a balance equals the entries of its accounts",
  ],
  ["a balance deleted", `DELETE FROM credit_balances`, "a balance equals the entries of its accounts"],
  [
    "a negative balance",
    `ALTER TABLE credit_balances DROP CONSTRAINT credit_balances_available_check; UPDATE credit_balances SET available = -1`,
    "nothing is negative",
  ],
  ["an open hold deleted", `DELETE FROM credit_holds WHERE state = 'open'`, "what is held equals the open holds"],
  [
    "a hold reopened",
    `UPDATE credit_holds SET state = 'open' WHERE state = 'captured'`,
    "a hold has exactly the movements of its state, each of its size",
  ],
  [
    "a hold made larger",
    `UPDATE credit_holds SET credits = credits + 1 WHERE state = 'released'`,
    "a hold has exactly the movements of its state, each of its size",
  ],
  [
    "a job ended past its hold",
    `UPDATE jobs SET status = 'failed' WHERE status = 'queued'`,
    "an open hold belongs to a job that is queued or running",
  ],
  [
    "a job deleted under its hold",
    `DELETE FROM jobs WHERE status = 'queued'`,
    "an open hold belongs to a job that is queued or running",
  ],
  [
    "a job revived",
    `UPDATE jobs SET status = 'running' WHERE status = 'failed'`,
    "a job that is queued or running has its price on hold",
  ],
  [
    "a job given away",
    `UPDATE jobs SET status = 'succeeded' WHERE status = 'failed'`,
    "a job that succeeded was charged exactly its price",
  ],
  [
    "a price changed afterwards",
    `UPDATE jobs SET "priceCredits" = 1 WHERE status = 'succeeded'`,
    "a job that succeeded was charged exactly its price",
  ],
  [
    "a failed job that was charged",
    `UPDATE jobs SET status = 'failed' WHERE status = 'succeeded'`,
    "a job that failed or was canceled was charged nothing",
  ],
];

test.each(tamperings)("%s is found", async (_, sql, rule) => {
  for (const statement of sql.split("; ")) await fresh.db.$executeRawUnsafe(statement);
  const violations = await checkLedger(fresh.db);
  expect(violations.map((violation) => violation.rule)).toContain(rule);
  expect(Object.values(violations.find((violation) => violation.rule === rule)?.row ?? {})).not.toEqual([]);
});
