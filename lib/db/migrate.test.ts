import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createEmptyDatabase } from "../testing/database";
import { MigrationError, migrate } from "./migrate";

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.remove());
beforeEach(async () => {
  await runSql("DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS pgboss CASCADE; CREATE SCHEMA public");
  folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
  write("1_people", "CREATE TABLE people (name text);\nINSERT INTO people VALUES ('a');");
  write("2_count", "ALTER TABLE people ADD COLUMN age int; -- no semicolon; splits here\nUPDATE people SET age = 1;");
  return () => rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

async function runSql(sql: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = () => migrate(database.url, folder);
const listApplied = () => runSql("SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at");

test("applies what is new, oldest first, and writes the rows that Prisma writes", async () => {
  expect(await start()).toEqual(["1_people", "2_count"]);
  expect(await runSql("SELECT * FROM people")).toEqual([{ name: "a", age: 1 }]);
  const [row] = await runSql("SELECT * FROM _prisma_migrations ORDER BY started_at");
  expect(row).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash("sha256")
      .update("CREATE TABLE people (name text);\nINSERT INTO people VALUES ('a');")
      .digest("hex"),
    finished_at: expect.any(Date),
    migration_name: "1_people",
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  });
  expect(await start()).toEqual([]);
  write("3_more", "INSERT INTO people VALUES ('b', 2)");
  expect(await start()).toEqual(["3_more"]);
  expect(await runSql("SELECT count(*)::int AS people FROM people")).toEqual([{ people: 2 }]);
});

test("of eight that start at once on an empty database, one applies each migration and none fails", async () => {
  const applied = await Promise.all(Array.from({ length: 8 }, start));
  expect(applied.flat().sort()).toEqual(["1_people", "2_count"]);
  expect(await listApplied()).toEqual([{ name: "1_people" }, { name: "2_count" }]);
  expect(await runSql("SELECT * FROM people")).toEqual([{ name: "a", age: 1 }]);
});

test("a migration that fails leaves nothing of itself, those before it stay, and its corrected form is applied", async () => {
  write("3_wrong", "INSERT INTO people VALUES ('b', 2); SELECT 1 / 0; INSERT INTO people VALUES ('c', 3)");
  await expect(start()).rejects.toThrow(/The migration 3_wrong failed and was undone.*division by zero/);
  expect(await listApplied()).toEqual([{ name: "1_people" }, { name: "2_count" }]);
  expect(await runSql("SELECT name FROM people")).toEqual([{ name: "a" }]);
  write("3_wrong", "INSERT INTO people VALUES ('b', 2)");
  expect(await start()).toEqual(["3_wrong"]);
});

test("a migration that another tool began and did not end is refused until somebody says what became of it", async () => {
  write("3_more", "INSERT INTO people VALUES ('b', 2)");
  await start();
  const end = (changes: string) => runSql(`UPDATE _prisma_migrations SET ${changes} WHERE migration_name = '3_more'`);
  await end("finished_at = NULL");
  await expect(start()).rejects.toThrow(
    /3_more began at .* and did not end.*prisma migrate resolve --rolled-back 3_more/,
  );
  await end("rolled_back_at = now()");
  expect(await start()).toEqual(["3_more"]);
  expect(await listApplied()).toHaveLength(4);
});

test("a file that was changed after it was applied is refused by name; other line ends are no change", async () => {
  await start();
  write("1_people", "CREATE TABLE people (name text);\r\nINSERT INTO people VALUES ('a');");
  expect(await start()).toEqual([]);
  write("1_people", "CREATE TABLE people (name varchar)");
  await expect(start()).rejects.toThrow(/1_people\/migration\.sql is not the one that was applied/);
});

test("a newer studio's database is refused and left as it is", async () => {
  write("9_future", "CREATE TABLE hoverboards (n int)");
  await start();
  rmSync(path.join(folder, "9_future"), { recursive: true });
  write("3_more", "INSERT INTO people VALUES ('b', 2)");
  const refusal = start();
  await expect(refusal).rejects.toBeInstanceOf(MigrationError);
  await expect(refusal).rejects.toThrow(/belongs to a newer version .* 9_future.*Start the newer version/);
  expect(await listApplied()).toHaveLength(3);
  expect(await runSql("SELECT name FROM people")).toEqual([{ name: "a" }]);
});

test("a queue that was dropped is made again at the next start, and nothing else is", async () => {
  write("3_queue", "CREATE SCHEMA pgboss; CREATE TABLE pgboss.job (id int)");
  write("4_more", "CREATE TABLE more (id int)");
  await start();
  expect(await start()).toEqual([]);
  await runSql("DROP SCHEMA pgboss CASCADE");
  expect(await start()).toEqual(["3_queue"]);
  expect(await runSql("SELECT count(*)::int AS jobs FROM pgboss.job")).toEqual([{ jobs: 0 }]);
  expect(await start()).toEqual([]);
});
