import { expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { grantCredits } from "../../credits/ledger";
import { readBalance } from "../../credits/read-balance";
import { setUpDatabase } from "../../testing/set-up";
import { listLedger } from "./list-ledger";
import { writeLedgerCsv } from "./write-ledger-csv";

const fresh = setUpDatabase();

/** 10 granted, 3 spent, 2 held and given back. */
async function someHistory() {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 10);
  await settleAsSucceeded(db, await openJob(db, id, { priceCredits: 3 }), 3);
  await settleAsFailed(db, await openJob(db, id, { priceCredits: 2 }));
  return id;
}

test("every movement, newest first, with what it changed and what was left", async () => {
  const id = await someHistory();
  const { rows, nextCursor } = await listLedger(fresh.db, id, { limit: 100 });
  expect(rows.map(({ kind, credits, balanceAfter }) => [kind, credits, balanceAfter])).toEqual([
    ["release", 2, 7],
    ["hold", -2, 5],
    ["capture", 0, 7],
    ["hold", -3, 7],
    ["grant", 10, 10],
  ]);
  expect(nextCursor).toBeNull();
  const sum = rows.reduce((total, { credits }) => total + credits, 0);
  expect(sum).toBe((await readBalance(fresh.db, id)).available);
});

test("pages hold every row once, also when something happens while they are turned", async () => {
  const id = await someHistory();
  const first = await listLedger(fresh.db, id, { limit: 2 });
  await grantCredits(fresh.db, { userId: id, credits: 1, reason: "meanwhile" });
  const second = await listLedger(fresh.db, id, { limit: 2, cursor: first.nextCursor ?? "" });
  const third = await listLedger(fresh.db, id, { limit: 2, cursor: second.nextCursor ?? "" });
  const kinds = [...first.rows, ...second.rows, ...third.rows].map(({ kind }) => kind);
  expect(kinds).toEqual(["release", "hold", "capture", "hold", "grant"]);
  expect(third.nextCursor).toBeNull();
});

test("a kind picks its rows, and a cursor of one's own making is refused", async () => {
  const id = await someHistory();
  expect((await listLedger(fresh.db, id, { kind: "hold", limit: 10 })).rows).toHaveLength(2);
  for (const cursor of ["x", "0", "-1", "1.5", "99999999999"]) {
    await expect(listLedger(fresh.db, id, { cursor, limit: 10 })).rejects.toMatchObject({ code: "invalid_request" });
  }
});

test("nobody sees another's movements", async () => {
  await someHistory();
  const other = await createUserWithCredits(fresh.db, 0);
  expect((await listLedger(fresh.db, other.id, { limit: 10 })).rows).toEqual([]);
});

test("the CSV has a line for every movement, quotes what needs it and runs no formula", async () => {
  const id = await someHistory();
  await grantCredits(fresh.db, { userId: id, credits: 1, reason: '=1+1, "quoted"' });
  const parts: string[] = [];
  for await (const part of writeLedgerCsv(fresh.db, id)) parts.push(part);
  const lines = parts.join("").split("\r\n");
  expect(lines[0]).toBe("time,kind,credits,balance_after,reason,job,movement");
  expect(lines).toHaveLength(8);
  expect(lines[1]).toContain(',grant,1,8,"\'=1+1, ""quoted""",,mov_');
  expect(lines[3]).toMatch(/^[\dTZ:.-]+,hold,-2,5,job accepted,job_\w+,mov_\w+$/);
});
