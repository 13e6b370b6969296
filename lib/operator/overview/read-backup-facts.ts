import "server-only";
import type { AuditAction } from "../../contract/accounts/audit";
import type { Db } from "../../db/client";
import { beganAt, isOnDataDisk, listBackups } from "../upkeep/backups";
import type { BackupFacts } from "./studio-facts";

/**
 * How old the last good backup of the pages is, and whether one would outlive this machine's disk. A backup that was downloaded may
 * have been deleted here since; who took one away is in the audit log. Those of the command line are not known: it writes nothing.
 */
export async function readBackupFacts(db: Db, dataDir: string): Promise<BackupFacts | null> {
  const [files, isTogether, downloaded, failed] = await Promise.all([
    listBackups(dataDir),
    isOnDataDisk(dataDir),
    // A name sorts as its time does.
    db.auditEntry.findFirst({
      where: { action: wasDownloaded },
      orderBy: { target: "desc" },
      select: { target: true },
    }),
    db.auditEntry.findFirst({ where: { action: hasFailed }, orderBy: { at: "desc" }, select: { at: true } }),
  ]);
  const here = beganAt(files[0]?.name ?? "");
  const taken = beganAt(downloaded?.target ?? "");
  const at = latest(here, taken);
  if (at === null) return null;
  return {
    at,
    elsewhereAt: isTogether ? taken : latest(here, taken),
    failedAt: failed && failed.at > at ? failed.at : null,
  };
}

const wasDownloaded: AuditAction = "backup_downloaded";
const hasFailed: AuditAction = "backup_failed";

const latest = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other > one) ? other : one;
