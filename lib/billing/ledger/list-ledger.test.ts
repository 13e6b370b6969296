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
  const spent = await openJob(db, id, { priceCredits: 3 });
  await settleAsSucceeded(db, spent, 3);
  const failed = await openJob(db, id, { priceCredits: 2 });
  await settleAsFailed(db, failed);
  return { id, spent, failed };
}

async function readCsv(userId: string): Promise<string[][]> {
  const parts: string[] = [];
  for await (const part of writeLedgerCsv(fresh.db, userId)) parts.push(part);
  return parts
    .join("")
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
}

test("a photo is one row with its final amount, a failed one costs nothing, and the sum is the balance", async () => {
  const { id, spent, failed } = await someHistory();
  await fresh.db.job.update({ where: { id: spent }, data: { inputName: "grandma.jpg" } });
  const { rows, nextCursor } = await listLedger(fresh.db, id, { limit: 100 });
  expect(rows).toMatchObject([
    { kind: "photo", credits: 0, balanceAfter: 7, photo: { state: "not_charged", returned: 2, jobId: failed } },
    { kind: "photo", credits: -3, balanceAfter: 7, photo: { state: "charged", jobId: spent, name: "grandma.jpg" } },
    { kind: "grant", credits: 10, balanceAfter: 10, photo: null },
  ]);
  expect(nextCursor).toBeNull();
  const sum = rows.reduce((total, { credits }) => total + credits, 0);
  expect(sum).toBe((await readBalance(fresh.db, id)).available);
});

test("a photo in progress shows what is set aside, one charged less than that what came back", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 10);
  const first = await openJob(db, id, { priceCredits: 4 });
  const second = await openJob(db, id, { priceCredits: 2 });
  await settleAsSucceeded(db, first, 3);
  expect((await listLedger(db, id, { limit: 9, kind: "photo" })).rows).toMatchObject([
    { credits: -2, balanceAfter: 4, photo: { state: "in_progress", returned: 0, jobId: second } },
    { credits: -3, balanceAfter: 5, photo: { state: "charged", returned: 1, jobId: first } },
  ]);
});

test("a photo that its owner deleted has neither name nor link, and its credits stay", async () => {
  const { id, spent } = await someHistory();
  await fresh.db.job.update({ where: { id: spent }, data: { inputName: "grandma.jpg", removedAt: new Date() } });
  const { rows } = await listLedger(fresh.db, id, { limit: 100 });
  expect(rows[1]).toMatchObject({ credits: -3, photo: { state: "charged", jobId: null, name: null } });
});

test("page and CSV agree to the credit, whatever the filter", async () => {
  const { id } = await someHistory();
  await openJob(fresh.db, id, { priceCredits: 4 });
  await grantCredits(fresh.db, { userId: id, credits: 7, reason: "more" });
  const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const { rows } = await listLedger(fresh.db, id, { limit: 100 });
  const [, ...lines] = await readCsv(id);
  expect(sumOf(lines.map(([, , credits]) => Number(credits)))).toBe(sumOf(rows.map(({ credits }) => credits)));
  const photos = lines.filter(([, kind]) => ["hold", "capture", "release"].includes(kind ?? ""));
  const folded = await listLedger(fresh.db, id, { limit: 100, kind: "photo" });
  expect(sumOf(photos.map(([, , credits]) => Number(credits)))).toBe(sumOf(folded.rows.map(({ credits }) => credits)));
});

test("pages hold every photo once, also when photos are settled and begun while they are turned", async () => {
  const { db } = fresh;
  const { id } = await createUserWithCredits(db, 20);
  const jobs: string[] = [];
  for (let count = 0; count < 5; count += 1) jobs.push(await openJob(db, id, { priceCredits: 1 }));
  const seen: (string | null | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await listLedger(db, id, { limit: 2, cursor });
    seen.push(...page.rows.map(({ photo }) => photo?.jobId));
    const next = jobs[seen.length - 2];
    if (next) await settleAsSucceeded(db, next, 1);
    await openJob(db, id, { priceCredits: 1 });
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual([...jobs.toReversed(), undefined]);
});

test("a kind picks its rows, and a cursor of one's own making is refused", async () => {
  const { id } = await someHistory();
  expect((await listLedger(fresh.db, id, { kind: "photo", limit: 10 })).rows).toHaveLength(2);
  expect((await listLedger(fresh.db, id, { kind: "grant", limit: 10 })).rows).toHaveLength(1);
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
  const { id } = await someHistory();
  await grantCredits(fresh.db, { userId: id, credits: 1, reason: '=1+1, "quoted"' });
  const lines = (await readCsv(id)).map((cells) => cells.join(","));
  expect(lines[0]).toBe("time,kind,credits,balance_after,reason,job,movement");
  expect(lines).toHaveLength(7);
  expect(lines[1]).toContain(',grant,1,8,"\'=1+1, ""quoted""",,mov_');
  expect(lines[3]).toMatch(/^[\dTZ:.-]+,hold,-2,5,job accepted,job_\w+,mov_\w+$/);
});
