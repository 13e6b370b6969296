import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { checkLedger } from "../credits/check/check-ledger";
import type { Db } from "../db/client";
import { type TestDatabase, takeTestDatabase } from "./database";

/** What a test file has of its database. Not there before the first hook has run: read `db` inside hooks and tests. */
export type FileDatabase = { readonly db: Db; readonly url: string; readonly isServer: boolean };

/** Something a test needs that lives on the database: TestBilling, TestDeliveries, TestFlow. */
type Fixture = { open(db: Db): Promise<unknown>; close(): unknown };

/** Registers hooks: a migrated database that no other test file uses meanwhile, empty at the start of every test. */
export function setUpDatabase(): FileDatabase {
  const database = setUpSharedDatabase();
  beforeEach(() => database.clear());
  return database;
}

/** The same, but never emptied: what `beforeAll` writes is there for every test of the file. */
export function setUpSharedDatabase(): FileDatabase & Pick<TestDatabase, "clear"> {
  let opened: TestDatabase | undefined;
  const ready = () => {
    if (!opened) throw new Error("The test's database is there in hooks and tests only.");
    return opened;
  };
  beforeAll(async () => {
    opened = await takeTestDatabase();
  });
  afterAll(() => opened?.close());
  return {
    get db() {
      return ready().db;
    },
    get url() {
      return ready().url;
    },
    get isServer() {
      return ready().isServer;
    },
    clear: () => ready().clear(),
  };
}

/**
 * Registers hooks: `fixture` is opened on the file's database before every test and closed after it. Whatever the test did, it
 * must have left a ledger that adds up.
 */
export function setUp<Opened extends Fixture>(database: FileDatabase, fixture: Opened): Opened {
  beforeEach(() => fixture.open(database.db).then(() => undefined));
  afterEach(async () => {
    await fixture.close();
    expect(await checkLedger(database.db)).toEqual([]);
  });
  return fixture;
}
