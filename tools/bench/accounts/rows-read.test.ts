import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../../lib/api-keys/create-api-key";
import { findApiKey } from "../../../lib/api-keys/find-api-key";
import { colorizePhoto } from "../../../lib/colorize/colorize-photo";
import type { Db } from "../../../lib/db/client";
import { ColorizeFlow } from "../../../lib/testing/colorize-flow";
import { createTestDatabase, type TestDatabase } from "../../../lib/testing/database";
import { createFakeProvider } from "../../../lib/testing/fake-provider";
import { accountCalls } from "./account-calls";
import { type FilledAccount, fillAccount } from "./fill-account";

// The database counts how often it read a table from end to end. On a server each connection reports that when it likes.
const onServer = Boolean(process.env.TEST_DATABASE_URL);
const bigTables = [
  ...["jobs", "credit_movements", "credit_entries", "credit_holds", "credit_hold_lots", "refused_attempts"],
  ...["webhook_events", "webhook_deliveries", "webhook_attempts"],
];

let database: TestDatabase;
let account: FilledAccount;
let large: FilledAccount;
beforeAll(async () => {
  database = await createTestDatabase();
  account = await fillAccount(database.db, 100);
  large = await fillAccount(database.db, 4_000);
  await fillAccount(database.db, 4_000);
  await database.db.$executeRawUnsafe("ANALYZE");
  // As for disks without moving parts. The embedded database has one session, so this counts for all.
  await database.db.$executeRawUnsafe("SET random_page_cost = 1.1");
  return () => database.close();
});

type Reads = { scans: number; rows: number };

/** How often `work` read each big table from end to end, and how many of its rows it read. */
async function countReads(db: Db, work: () => Promise<unknown>): Promise<Map<string, Reads>> {
  const before = await readCounters(db);
  await work();
  const after = await readCounters(db);
  const since = (table: string, what: keyof Reads) =>
    (after.get(table)?.[what] ?? 0) - (before.get(table)?.[what] ?? 0);
  return new Map(bigTables.map((table) => [table, { scans: since(table, "scans"), rows: since(table, "rows") }]));
}

async function readCounters(db: Db): Promise<Map<string, Reads>> {
  await db.$queryRawUnsafe("SELECT pg_stat_force_next_flush()::text");
  const rows = await db.$queryRaw<{ name: string; scans: number; rows: number }[]>`
    SELECT relname::text AS name, seq_scan::float8 AS scans, (seq_tup_read + idx_tup_fetch)::float8 AS rows
    FROM pg_stat_user_tables`;
  return new Map(rows.map(({ name, ...reads }) => [name, reads]));
}

const findScans = async (db: Db, work: () => Promise<unknown>): Promise<string[]> =>
  [...(await countReads(db, work))].flatMap(([table, { scans }]) => (scans > 0 ? [table] : []));

describe.skipIf(onServer)("no big table is read from end to end", () => {
  it.each(Object.entries(accountCalls))("for %s", async (_, call) => {
    expect(await findScans(database.db, () => call(database.db, account))).toEqual([]);
  });

  it.each(Object.entries(accountCalls))("and of a large account only what is shown, for %s", async (_, call) => {
    const reads = await countReads(database.db, () => call(database.db, large));
    // A part of a CSV is 500 rows, a month 330 jobs with their movements.
    for (const [table, { rows }] of reads) expect(rows, table).toBeLessThan(1_500);
  });

  it("to color a photo", async () => {
    const flow = await new ColorizeFlow().open(database.db);
    const { secret: secretText } = await createApiKey(
      database.db,
      { userId: flow.userId, name: "a" },
      { secret: "x".repeat(32) },
    );
    const deps = flow.depsWith(createFakeProvider().provider);
    const request = await flow.requestOf();
    const color = async () => {
      await findApiKey(database.db, secretText, {
        ...{ secret: "x".repeat(32), now: flow.now() },
        ...{ scope: "colorize", address: null },
      });
      await colorizePhoto(deps, request);
    };
    expect(await findScans(database.db, color)).toEqual([]);
    await flow.close();
  });

  it("and a table that is read so is noticed", async () => {
    const read = () => database.db.$queryRawUnsafe(`SELECT count(*)::int FROM jobs WHERE provider = 'nobody'`);
    expect(await findScans(database.db, read)).toEqual(["jobs"]);
  });
});
