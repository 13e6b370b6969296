import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkLedger } from "../lib/credits/check/check-ledger";
import { listMovements } from "../lib/credits/list-movements";
import { readBalance } from "../lib/credits/read-balance";
import { createTestDatabase, type TestDatabase } from "../lib/testing/database";
import { openJob } from "./factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "./factories/settle-job";

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await createTestDatabase();
});
afterAll(() => fresh.close());

const folder = path.join(import.meta.dirname, "migrations");
/** In the order they are applied. */
const migrations = readdirSync(folder)
  .filter((name) => name !== "migration_lock.toml")
  .sort()
  .map((name) => readFileSync(path.join(folder, name, "migration.sql"), "utf8"));

const job = (id: string, status: string, price: number, charged: number) =>
  `INSERT INTO jobs (id, "userId", source, status, "requestId", model, "priceCredits", "chargedCredits", "inputFormat",
     "inputBytes", "inputSha256", width, height, provider, "expiresAt")
   VALUES ('${id}', 'usr_a', 'api', '${status}', 'req_1', 'tiny', ${price}, ${charged}, 'jpeg', 1, '00', 1, 1, 'test', now())`;

const movement = (n: number, user: string, kind: string, jobId: string | null, sides: [string, number][]) => `
  INSERT INTO credit_movements (id, "userId", kind, "jobId", reason, "createdAt")
  VALUES ('mov_${n}', '${user}', '${kind}', ${jobId ? `'${jobId}'` : "NULL"}, 'then', '2026-01-01T00:00:0${n}Z');
  INSERT INTO credit_entries ("movementId", account, credits)
  VALUES ${sides.map(([account, credits]) => `('mov_${n}', '${account}', ${credits})`).join(", ")};`;

const [availableA, heldA] = ["user:usr_a:available", "user:usr_a:held"];
/** What an installation had before there were lots: a gift of 10, of which 3 are spent and 2 held; another user with 5. */
const before = `
  INSERT INTO users (id, email) VALUES ('usr_a', 'a@example.org'), ('usr_b', 'b@example.org'), ('usr_c', 'c@example.org');
  ${job("job_1", "succeeded", 3, 3)}; ${job("job_2", "running", 2, 0)};
  INSERT INTO credit_balances VALUES ('usr_a', 5, 2), ('usr_b', 5, 0);
  INSERT INTO credit_holds ("jobId", "userId", credits, state) VALUES
    ('job_1', 'usr_a', 3, 'captured'), ('job_2', 'usr_a', 2, 'open');
  ${movement(1, "usr_a", "grant", null, [
    ["system:grants", -10],
    [availableA, 10],
  ])}
  ${movement(2, "usr_a", "hold", "job_1", [
    [availableA, -3],
    [heldA, 3],
  ])}
  ${movement(3, "usr_a", "capture", "job_1", [
    [heldA, -3],
    ["system:revenue", 3],
  ])}
  ${movement(4, "usr_a", "hold", "job_2", [
    [availableA, -2],
    [heldA, 2],
  ])}
  ${movement(5, "usr_b", "grant", null, [
    ["system:grants", -5],
    ["user:usr_b:available", 5],
  ])}`;

test("what people had is one lot each, their running jobs end as they would have, and the ledger's rules hold", async () => {
  const { db, url } = fresh;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("DROP SCHEMA public, pgboss CASCADE");
  const [first, ...later] = migrations;
  await client.query(first ?? "");
  await client.query(before);
  for (const sql of later) await client.query(sql);
  await client.end();

  expect(await checkLedger(db)).toEqual([]);
  expect(await readBalance(db, "usr_a")).toMatchObject({ available: 5, granted: 5, held: 2 });
  const shown = (await listMovements(db, "usr_a", { limit: 9 })).map((row) => [row.kind, row.availableAfter]);
  expect(shown).toEqual([
    ["hold", 5],
    ["capture", 7],
    ["hold", 7],
    ["grant", 10],
  ]);

  expect(await settleAsFailed(db, "job_2")).toBe(true);
  const jobId = await openJob(db, "usr_a", { priceCredits: 7 });
  expect(await settleAsSucceeded(db, jobId, 7)).toBe(true);
  expect(await readBalance(db, "usr_a")).toMatchObject({ available: 0, held: 0 });
  expect(await checkLedger(db)).toEqual([]);
});
