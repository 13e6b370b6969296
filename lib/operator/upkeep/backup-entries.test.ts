import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newDataDir, openDataDir } from "../../testing/backups";
import { outcomeOf } from "../../testing/colorize-flow";
import { operatorDeps } from "../../testing/operator";
import { setUpDatabase } from "../../testing/set-up";
import { backupRun, deleteBackup, listBackups, startBackup } from "./backups";

const fresh = setUpDatabase();
const by = { actor: "operator", actorId: "usr_operator", addressRange: "10.0.0.0/24" } as const;
const name = "studio-20270101-000000.tar.gz"; // of the moment that operatorDeps stands at
let dataDir: string;
beforeEach(async () => {
  dataDir = await newDataDir();
  openDataDir(dataDir);
});
afterEach(() => rm(path.dirname(dataDir), { recursive: true, force: true }));

const deps = () => operatorDeps(fresh.db, { DATA_DIR: dataDir, DATABASE_URL: fresh.url });
const entries = async () => {
  const rows = await fresh.db.auditEntry.findMany({ where: { ...by, target: name } });
  return rows.map(({ action }) => action).sort();
};

test("a backup is in the audit log when it begins, so that a crash leaves a trace, and when it is there", async () => {
  const made = startBackup(deps(), by, { withFiles: false });
  expect(await outcomeOf(Promise.resolve().then(() => startBackup(deps(), by, { withFiles: false })))).toBe(
    "invalid_request",
  );
  await made;
  expect(backupRun()).toBeNull();
  expect(await entries()).toEqual(["backup_begun", "backup_made"]);
  const [file] = await listBackups(dataDir);
  const { details } = await fresh.db.auditEntry.findFirstOrThrow({ where: { action: "backup_made" } });
  expect(details).toEqual({ withFiles: false, bytes: file?.bytes });
  await deleteBackup(deps(), by, name);
  expect(await entries()).toEqual(["backup_begun", "backup_deleted", "backup_made"]);
  expect(await listBackups(dataDir)).toEqual([]);
});

test("a backup that cannot be made is in the log as begun and failed, and the page says why", async () => {
  await mkdir(path.join(dataDir, "backups"));
  await writeFile(path.join(dataDir, "backups", name), "of another process, in the same second");
  await startBackup(deps(), by, { withFiles: false });
  expect(await entries()).toEqual(["backup_begun", "backup_failed"]);
  expect(backupRun()?.failure).toMatch(/exists already/);
});

test("a backup is not deleted where that cannot be written down", async () => {
  await startBackup(deps(), by, { withFiles: false });
  expect(await outcomeOf(deleteBackup(deps(), { actor: "operator", actorId: "\0" }, name))).not.toBe("ok");
  expect(await listBackups(dataDir)).toHaveLength(1);
  expect(await outcomeOf(deleteBackup(deps(), by, "studio-20260101-000000.tar.gz"))).toBe("not_found");
  expect(await entries()).not.toContain("backup_deleted");
});
