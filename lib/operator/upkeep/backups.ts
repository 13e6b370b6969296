import "server-only";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { databaseUrl } from "../../db/database";
import { givenSettings } from "../../env/settings";
import { AppError } from "../../errors/app-error";
import { singleton } from "../../lifecycle/singleton";
import type { OperatorDeps } from "../operator-deps";
import { makeBackup } from "./make-backup";

export type BackupFile = { name: string; bytes: number; at: Date };
/** What is being made now, or went wrong the last time, in this process. */
export type BackupRun = { startedAt: Date; failure: string | null } | null;

const nameShape = /^studio-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.tar\.gz$/;
const folderOf = (dataDir: string) => path.join(/* turbopackIgnore: true */ dataDir, "backups");
const run = () => singleton("backup-run", (): { now: BackupRun } => ({ now: null }));

export const backupRun = (): BackupRun => run().now;

/** The backups that were made on the pages and are still here, the newest first. */
export async function listBackups(dataDir: string): Promise<BackupFile[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  const files = names
    .filter((name) => nameShape.test(name))
    .map(async (name) => {
      const { size, mtime } = await stat(path.join(folderOf(dataDir), name));
      return { name, bytes: size, at: mtime };
    });
  return (await Promise.all(files)).sort((a, b) => b.name.localeCompare(a.name));
}

/** When the backup of this name was begun; null for a name that is none of a backup. */
export function beganAt(name: string): Date | null {
  const [year, month, day, hour, minute, second] = nameShape.exec(name)?.slice(1) ?? [];
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Whether they lie on the disk of DATA_DIR, so that both are lost together. False where its folder is a disk of its own. */
export async function isOnDataDisk(dataDir: string): Promise<boolean> {
  const [data, backups] = await Promise.all([stat(dataDir), stat(folderOf(dataDir)).catch(() => null)]);
  return backups === null || backups.dev === data.dev;
}

/** The path of one of them. @throws {AppError} not_found also for a name that is none of a backup */
export async function findBackup(dataDir: string, name: string): Promise<{ file: string; bytes: number }> {
  const found = (await listBackups(dataDir)).find((each) => each.name === name);
  if (!found) throw new AppError("not_found", { detail: "There is no backup of this name." });
  return { file: path.join(folderOf(dataDir), name), bytes: found.bytes };
}

/**
 * Begins a backup into DATA_DIR/backups, which goes on behind the answer; one at a time in a process. Resolves to what to wait for.
 * @throws {AppError} invalid_request while one is being made
 */
export function startBackup(deps: OperatorDeps, by: AuditOrigin, { withFiles }: { withFiles: boolean }): Promise<void> {
  const state = run();
  if (state.now && state.now.failure === null)
    throw new AppError("invalid_request", { detail: "A backup is being made already. Wait until it is there." });
  const startedAt = deps.clock.now();
  state.now = { startedAt, failure: null };
  return writeBackup(deps, by, { withFiles, startedAt }).then(
    () => {
      state.now = null;
    },
    (error: unknown) => {
      state.now = { startedAt, failure: error instanceof Error ? error.message : "unknown" };
    },
  );
}

type Writing = { withFiles: boolean; startedAt: Date };

/** Takes minutes, so the audit log has an entry when it begins and one with what came of it: a crash in between leaves the first. */
async function writeBackup({ db, settings, clock }: OperatorDeps, by: AuditOrigin, { withFiles, startedAt }: Writing) {
  const { DATA_DIR, DATABASE_URL } = settings;
  await mkdir(folderOf(DATA_DIR), { recursive: true, mode: 0o700 });
  const stamp = startedAt.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const name = `studio-${stamp}.tar.gz`;
  const request = { file: path.join(folderOf(DATA_DIR), name), withFiles };
  const about = { userId: null, target: name };
  await writeAudit(db, by, { action: "backup_begun", ...about, details: { withFiles }, at: startedAt });
  const openDatabase = async () => ({ url: DATABASE_URL ?? databaseUrl(), close: async () => {} });
  const given = { ...givenSettings(), DATA_DIR, DATABASE_URL };
  const { bytes } = await makeBackup(given, request, { clock, openDatabase }).catch(async (error: unknown) => {
    await writeAudit(db, by, { action: "backup_failed", ...about, at: clock.now() });
    throw error;
  });
  const details = { bytes, withFiles };
  await writeAudit(db, by, { action: "backup_made", ...about, details, at: clock.now() });
}

/** The audit log has it before the file is gone: a crash in between leaves the entry. @throws {AppError} not_found */
export async function deleteBackup(
  { db, settings, clock }: OperatorDeps,
  by: AuditOrigin,
  name: string,
): Promise<void> {
  const { file } = await findBackup(settings.DATA_DIR, name);
  const about = { userId: null, target: name };
  await writeAudit(db, by, { action: "backup_deleted", ...about, at: clock.now() });
  try {
    await rm(file, { force: true });
  } catch (error) {
    await writeAudit(db, by, { action: "backup_kept", ...about, at: clock.now() });
    throw error;
  }
}
