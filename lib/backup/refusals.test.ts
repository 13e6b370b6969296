import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { systemClock } from "../clock/clock";
import { openDatabase } from "../db/embedded/open-database";
import { backupRequest, newDataDir, openDataDir, readEverything, rewriteArchive } from "../testing/backups";
import { createTestDatabase } from "../testing/database";
import { setUpSharedDatabase } from "../testing/set-up";
import { BackupError, type Manifest } from "./archive/manifest";
import { createBackup } from "./create-backup";
import { restoreBackup } from "./restore-backup";

const database = setUpSharedDatabase();
const deps = { clock: systemClock, openDatabase };
let whole: string;
let file: string;
let dataDir: string;
beforeAll(async () => {
  const from = await newDataDir();
  openDataDir(from);
  for (let count = 0; count < 20; count += 1) await createUserWithCredits(database.db, 3);
  const job = path.join(from, "files", "job_1");
  await mkdir(job, { recursive: true });
  await writeFile(path.join(job, "out.png"), randomBytes(100_000));
  const request = { ...backupRequest(from, database.url), withFiles: true };
  await createBackup(request, deps);
  whole = request.file;
});
beforeEach(async () => {
  dataDir = await newDataDir();
  file = `${dataDir}-copy.tar.gz`;
  await copyFile(whole, file);
});

/** Expects that nothing at all is written. */
async function refused(words: string, databaseUrl?: string) {
  const before = existsSync(dataDir) ? await readdir(dataDir) : null;
  const error = await restoreBackup({ file, dataDir, databaseUrl }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BackupError);
  expect(String(error)).toContain(words);
  expect(String(error)).toMatch(/Nothing was changed\.$/);
  expect(existsSync(dataDir) ? await readdir(dataDir) : null).toEqual(before);
}

const changeManifest = (change: (manifest: Manifest) => object) =>
  rewriteArchive(file, (name, bytes) =>
    name === "manifest.json" ? Buffer.from(JSON.stringify(change(JSON.parse(bytes.toString())))) : bytes,
  );

test.each([0, 1, 9, 100, 0.5, 0.9, -20, -9, -8, -1])("an archive cut at %s is refused", async (at) => {
  const { length } = await readFile(file);
  await truncate(file, at < 0 ? length + at : at < 1 ? Math.floor(length * at) : at);
  await refused("is damaged, cut off or no backup");
});

test.each([0.01, 0.3, 0.6, 0.95])("an archive with one byte changed at %s of it is refused", async (at) => {
  const bytes = await readFile(file);
  const index = Math.floor(bytes.length * at);
  bytes.writeUInt8(bytes.readUInt8(index) ^ 0x10, index);
  await writeFile(file, bytes);
  await refused("is damaged, cut off or no backup");
});

test("an entry that was changed, left out, added or put elsewhere is named", async () => {
  const users = "database/users.ndjson";
  await rewriteArchive(file, (name, bytes) => (name === users ? Buffer.from(`${bytes}`.replace("@", "x")) : bytes));
  await refused(`${users} is not what was backed up`);
  await copyFile(whole, file);
  await rewriteArchive(file, (name, bytes) => (name === users ? null : bytes));
  await refused(`${users} is missing`);
  await copyFile(whole, file);
  await changeManifest(({ entries, ...manifest }) => ({ ...manifest, entries: { ...entries, [users]: undefined } }));
  await refused(`${users} is not in its manifest`);
  await copyFile(whole, file);
  await rewriteArchive(file, (name, bytes) => (name === "manifest.json" ? null : bytes));
  await refused("it has no manifest");
});

test("what is no backup at all is refused, and so is a file that is not there", async () => {
  await writeFile(file, "a photo, honestly");
  await refused("is damaged, cut off or no backup");
  file = `${dataDir}-nothing`;
  await expect(restoreBackup({ file, dataDir })).rejects.toThrow(`There is no file ${file}.`);
  expect(existsSync(dataDir)).toBe(false);
});

test("a backup of a newer version, in its format or its schema, is refused with what to do", async () => {
  await changeManifest((manifest) => ({ ...manifest, format: 2 }));
  await refused(
    "was made by a newer version of the studio (format 2; this one reads 1). Restore it with that version.",
  );
  await copyFile(whole, file);
  const later = { name: "29990101000000_later", checksum: "0".repeat(64) };
  await changeManifest((manifest) => ({ ...manifest, migrations: [...manifest.migrations, later] }));
  await refused("is from a newer version of the studio: its database has the migration 29990101000000_later");
  await copyFile(whole, file);
  await changeManifest(({ migrations: [first, ...others], ...manifest }) => ({
    ...manifest,
    migrations: [{ ...first, checksum: "0".repeat(64) }, ...others],
  }));
  await refused("was made with another migration");
});

test("a DATA_DIR that has anything is refused; models and the archive itself do not count", async () => {
  await mkdir(path.join(dataDir, "models"), { recursive: true });
  await writeFile(path.join(dataDir, "secrets.json"), "{}");
  await refused("is not empty: it has secrets.json. A backup is restored into an empty DATA_DIR");
  dataDir = await newDataDir();
  await mkdir(path.join(dataDir, "models"), { recursive: true });
  const inside = path.join(dataDir, "backup.tar.gz");
  await copyFile(whole, inside);
  const target = await createTestDatabase();
  await restoreBackup({ file: inside, dataDir, databaseUrl: target.url });
  expect(await readEverything(target.url)).toEqual(await readEverything(database.url));
  await target.close();
  expect((await readdir(dataDir)).sort()).toEqual(["backup.tar.gz", "models", "secrets.json"]);
});

test("a database that has rows is refused and keeps them", async () => {
  const target = await createTestDatabase();
  await createUserWithCredits(target.db, 1);
  const before = await readEverything(target.url);
  await target.db.$disconnect();
  await refused("is not empty: there are rows in credit_balances", target.url);
  expect(await readEverything(target.url)).toEqual(before);
  await target.close();
});

test("a restore that fails in the middle leaves no row and no file, and can be repeated", async () => {
  const target = await createTestDatabase();
  await target.db.$executeRawUnsafe(`ALTER TABLE credit_movements ADD CONSTRAINT full_disk CHECK (sequence < 0)`);
  await target.db.$disconnect();
  await expect(restoreBackup({ file, dataDir, databaseUrl: target.url })).rejects.toThrow(
    /^The restore failed, and nothing of it is left: .*full_disk/,
  );
  expect(existsSync(dataDir)).toBe(false);
  expect(Object.values(await readEverything(target.url)).flat()).toEqual([]);
  await target.db.$executeRawUnsafe(`ALTER TABLE credit_movements DROP CONSTRAINT full_disk`);
  await target.db.$disconnect();
  await restoreBackup({ file, dataDir, databaseUrl: target.url });
  expect(await readEverything(target.url)).toEqual(await readEverything(database.url));
  await target.close();
});

test("a table that somebody changed by hand is refused, before a row is loaded", async () => {
  const target = await createTestDatabase();
  await target.db.$executeRawUnsafe(`ALTER TABLE users ADD COLUMN shoe_size int`);
  await target.db.$disconnect();
  await expect(restoreBackup({ file, dataDir, databaseUrl: target.url })).rejects.toThrow(
    "table users has other columns",
  );
  expect(existsSync(dataDir)).toBe(false);
  await target.close();
});

test("a backup never overwrites a file, needs a studio, and leaves nothing of itself when it fails", async () => {
  const before = await readFile(file);
  const request = { ...backupRequest(dataDir, database.url), file };
  await expect(createBackup(request, deps)).rejects.toThrow("exists already. Name a file that does not");
  expect(await readFile(file)).toEqual(before);
  await expect(createBackup(backupRequest(dataDir), deps)).rejects.toThrow(`There is no studio in ${dataDir}`);
  expect(existsSync(dataDir)).toBe(false);
  const nowhere = { ...request, file: path.join(dataDir, "no", "folder.tar.gz") };
  await expect(createBackup(nowhere, deps)).rejects.toThrow("The backup was not made, and nothing of it is left");
  await expect(
    createBackup({ ...request, file: `${file}.2`, databaseUrl: "postgresql://127.0.0.1:1/x" }, deps),
  ).rejects.toThrow("The backup was not made");
  expect((await readdir(path.dirname(file))).sort()).toEqual([path.basename(file)]);
});

// The embedded database has one session for everybody.
test.skipIf(!process.env.TEST_DATABASE_URL)(
  "a database that a studio is connected to is refused, empty or not",
  async () => {
    const target = await createTestDatabase();
    expect(await target.db.user.count()).toBe(0);
    await refused("other connections. Stop the studio", target.url);
    await target.close();
  },
);
