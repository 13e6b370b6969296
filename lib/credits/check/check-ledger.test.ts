import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buyCredits, createPurchase, createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { inTransaction } from "../../db/client";
import { createTestDatabase, type TestDatabase } from "../../testing/database";
import { freezePurchase } from "../freeze-purchase";
import { revokePurchase } from "../revoke-purchase";
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
  await settleAsSucceeded(db, await openJob(db, id, { priceCredits: 3 }), 1);
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
    `INSERT INTO credit_movements (id, "userId", sequence, kind, reason, "availableAfter")
     VALUES ('mov_x', 'usr_x', 1, 'grant', 'x', 0)`,
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
    "nothing is negative, and nothing can be spent while something is owed",
  ],
  [
    "an open hold deleted",
    `ALTER TABLE credit_hold_lots DROP CONSTRAINT "credit_hold_lots_jobId_fkey"; DELETE FROM credit_holds WHERE state = 'open'`,
    "what is held equals the open holds",
  ],
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
    "a job that succeeded held its price and was charged what was captured, less than its price only for an idle add-on",
  ],
  [
    "a price changed afterwards",
    `UPDATE jobs SET "priceCredits" = 1 WHERE status = 'succeeded'`,
    "a job that succeeded held its price and was charged what was captured, less than its price only for an idle add-on",
  ],
  [
    "a job said to have cost less than was captured",
    `UPDATE jobs SET "chargedCredits" = 1 WHERE status = 'succeeded'`,
    "a job that succeeded held its price and was charged what was captured, less than its price only for an idle add-on",
  ],
  [
    "a part given back without an add-on that was idle",
    `UPDATE jobs SET "idleAddOns" = '{}' WHERE "chargedCredits" > 0`,
    "a job that succeeded held its price and was charged what was captured, less than its price only for an idle add-on",
  ],
  [
    "an add-on called idle though it was charged",
    `UPDATE jobs SET "idleAddOns" = '{faceRemaster}' WHERE status = 'succeeded'`,
    "a job that succeeded held its price and was charged what was captured, less than its price only for an idle add-on",
  ],
  [
    "a capture that brought the studio nothing",
    `UPDATE credit_entries SET account = 'system:expired' WHERE account = 'system:revenue'`,
    "a capture takes something, and no more than was held",
  ],
  [
    "a failed job that was charged",
    `UPDATE jobs SET status = 'failed' WHERE status = 'succeeded'`,
    "a job that failed or was canceled was charged nothing",
  ],
  [
    "a job called a test after it was charged",
    `UPDATE jobs SET "isTest" = true WHERE status = 'succeeded'`,
    "a job with a test key costs nothing and holds nothing",
  ],
];

const lotTamperings: [string, string, string][] = [
  [
    "a movement deleted from the middle",
    `UPDATE credit_movements SET sequence = 100 WHERE sequence = 2`,
    "a user's movements are numbered without gaps, up to the balance's version",
  ],
  [
    "a running balance rewritten",
    `UPDATE credit_movements SET "availableAfter" = 0 WHERE kind = 'grant'`,
    "what a movement left is the sum of the entries up to it",
  ],
  [
    "a debt forgiven past the ledger",
    `UPDATE credit_balances SET debt = 0 WHERE debt > 0`,
    "a balance equals the entries of its accounts",
  ],
  [
    "a lot filled up again",
    `UPDATE credit_lots SET remaining = remaining + 1 WHERE remaining < credits AND source = 'granted'`,
    "what lots have left equals the balance, within reach and frozen",
  ],
  [
    "a disputed lot thawed past the ledger",
    `UPDATE credit_lots SET "frozenAt" = NULL WHERE "frozenAt" IS NOT NULL`,
    "what lots have left equals the balance, within reach and frozen",
  ],
  [
    "a lot made smaller",
    `UPDATE credit_lots SET credits = greatest(remaining, 1), revoked = 0`,
    "a lot has left, held and taken back no more than it brought",
  ],
  [
    "a hold's lots forgotten",
    `DELETE FROM credit_hold_lots`,
    "an open hold was taken from lots of its user, to the credit",
  ],
  [
    "a purchase called paid that brought nothing",
    `UPDATE purchases SET "paidAt" = now() WHERE status = 'open'`,
    "a purchase that was paid brought its credits to its buyer, once, and no other brought any",
  ],
  [
    "a purchase called unpaid that brought credits",
    `UPDATE purchases SET "paidAt" = NULL WHERE status = 'paid'`,
    "a purchase that was paid brought its credits to its buyer, once, and no other brought any",
  ],
  [
    "money said to be paid back that never came",
    `UPDATE purchases SET "refundedCents" = 100 WHERE status = 'open'`,
    "no more money was paid back than was paid",
  ],
  [
    "a refund hidden",
    `UPDATE credit_lots SET revoked = revoked - 1 WHERE revoked > 0`,
    "what was taken back of a purchase equals its movements",
  ],
];

test.each(lotTamperings)("%s is found in lots and purchases", async (_, sql, rule) => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 1);
  const spent = await buyCredits(db, id, 20);
  const disputed = await buyCredits(db, id, 10);
  await createPurchase(db, id, 5);
  await settleAsSucceeded(db, await openJob(db, id, { priceCredits: 8 }), 8);
  await openJob(db, id, { priceCredits: 2 });
  await inTransaction(db, async (tx) => {
    await freezePurchase(tx, { purchaseId: disputed, reference: "dispute:1", reason: "disputed" });
    await revokePurchase(tx, { userId: id, purchaseId: spent, credits: 20, reference: "refund:1", reason: "refunded" });
  });
  expect((await db.creditBalance.findUniqueOrThrow({ where: { userId: id } })).debt).toBe(9);
  expect(await checkLedger(db)).toEqual([]);
  await db.$executeRawUnsafe(sql);
  const violations = await checkLedger(db);
  expect(violations.map((violation) => violation.rule)).toContain(rule);
});

test.each(tamperings)("%s is found", async (_, sql, rule) => {
  for (const statement of sql.split("; ")) await fresh.db.$executeRawUnsafe(statement);
  const violations = await checkLedger(fresh.db);
  expect(violations.map((violation) => violation.rule)).toContain(rule);
  expect(Object.values(violations.find((violation) => violation.rule === rule)?.row ?? {})).not.toEqual([]);
});
