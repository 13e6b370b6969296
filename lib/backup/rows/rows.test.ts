import { createReadStream } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmptyDatabase } from "../../testing/database";
import { dumpRows, inSnapshot } from "./dump-rows";
import { advanceSequences, loadRows } from "./load-rows";
import { readCatalog, type Table } from "./read-catalog";

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let client: pg.Client;
beforeEach(async () => {
  database = await createEmptyDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.remove();
});

const find = async (name: string): Promise<Table> => {
  const table = (await readCatalog(client)).find((each) => each.name === name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
};

/** Dumps the table, empties it and loads it again. Returns the dump. */
async function roundTrip(name: string, highWaterMark = 64 * 1024): Promise<string> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "rows-")), name);
  const table = await find(name);
  const dumped = await inSnapshot(client, () => dumpRows(client, table, file));
  await client.query("RESET ALL");
  await client.query(`TRUNCATE ${name}`);
  const columns = table.columns.map((column) => column.name);
  expect(await loadRows(client, table, { columns, content: createReadStream(file, { highWaterMark }) })).toBe(dumped);
  return readFile(file, "utf8");
}

/** Every row as PostgreSQL writes it, in order. */
const readRows = async (name: string) =>
  (await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t ORDER BY 1`)).rows.map(
    ({ text }) => text,
  );

test("every type of value comes back as it was, whatever JavaScript can hold", async () => {
  await client.query(`CREATE TYPE mood AS ENUM ('good', 'so so')`);
  await client.query(`CREATE TABLE every_type (
    big bigint, exact numeric, approximate double precision, flag boolean, words text, moods mood[], tags text[], bytes bytea,
    at timestamptz, at_ms timestamptz(3), local timestamp, day date, span interval, document jsonb, "odd ""Name" text)`);
  await client.query(
    `INSERT INTO every_type VALUES
     (9007199254740993, 12345678901234567890.123456789012345678901234567890, 0.1::float8 + 0.2::float8, true, $1,
      '{good,"so so"}', ARRAY['a,b', 'c"d', NULL, ''], '\\x00ff0a22', '2026-01-31 23:59:59.123456+05:30',
      '2026-10-25 00:30:00.5Z', '2026-03-29 02:30:00', '2024-02-29', '1 mon 2 days 03:04:05.678',
      '{"n": 12345678901234567890.125, "s": "\\u2028", "deep": [[null, {"a": 1e400}]]}', 'x'),
     (NULL, 'NaN', '-Infinity', NULL, '', '{}', '{}', '\\x', NULL, NULL, 'infinity', NULL, NULL, 'null', NULL)`,
    ['quote " backslash \\ tab \t line \n return \r separators \u2028\u2029 null as text: null 🌈 ö'],
  );
  const before = await readRows("every_type");
  // As a server may be configured.
  await client.query("SET extra_float_digits = 0; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'sql_standard'");
  // In pieces that cut characters in two.
  await roundTrip("every_type", 7);
  expect(await readRows("every_type")).toEqual(before);
});

test("many rows come back, one line each, in batches", async () => {
  await client.query("CREATE TABLE many (id bigserial PRIMARY KEY, text text)");
  await client.query(
    "INSERT INTO many (text) SELECT repeat(chr(i % 26 + 97), i % 900) FROM generate_series(1, 5001) i",
  );
  const before = await readRows("many");
  expect((await roundTrip("many")).trimEnd().split("\n")).toHaveLength(5001);
  expect(await readRows("many")).toEqual(before);
});

test("what counts by itself goes on after the highest row, and an empty table from one", async () => {
  await client.query("CREATE TABLE counted (id bigserial, text text)");
  await client.query("CREATE TABLE untouched (id bigserial)");
  await client.query("INSERT INTO counted VALUES (9007199254740993, 'a')");
  await advanceSequences(client, await readCatalog(client));
  const next = async (table: string) => (await client.query(`INSERT INTO ${table} DEFAULT VALUES RETURNING id`)).rows;
  expect(await next("counted")).toEqual([{ id: "9007199254740994" }]);
  expect(await next("untouched")).toEqual([{ id: "1" }]);
});

test("tables come after those that their rows refer to", async () => {
  await client.query("CREATE TABLE zebra (id int PRIMARY KEY)");
  await client.query("CREATE TABLE middle (id int PRIMARY KEY REFERENCES zebra, other int REFERENCES middle)");
  await client.query("CREATE TABLE apple (id int REFERENCES middle, also int REFERENCES zebra)");
  expect((await readCatalog(client)).map(({ name }) => name)).toEqual(["zebra", "middle", "apple"]);
});

test("a snapshot does not see what is written while it is read", async () => {
  await client.query("CREATE TABLE counted (id bigserial, text text)");
  await expect(inSnapshot(client, () => client.query("INSERT INTO counted DEFAULT VALUES"))).rejects.toThrow(
    "read-only",
  );
  expect(await readRows("counted")).toEqual([]);
});

test("what is about processes that run now, the unlogged tables, is in no backup", async () => {
  await client.query("CREATE TABLE accounts (id int); CREATE UNLOGGED TABLE leases (id int)");
  expect((await readCatalog(client)).map(({ name }) => name)).toEqual(["accounts"]);
});
