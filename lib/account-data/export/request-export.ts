import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { type DataExportAnswer, exportsPerDay } from "../../contract/accounts/data-exports";
import { type Db, inTransaction } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { AppError } from "../../errors/app-error";
import { formatCount } from "../../format/format-numbers";
import type { DataExport } from "../../generated/prisma/client";
import { addMessage } from "../../queue/add-message";

const dayMs = 86_400_000;
const listed = 10;
const newestFirst = [{ createdAt: "desc" as const }, { id: "asc" as const }];

/** Where the storage keeps the ZIP, as if the export were a job. */
export const exportFolder = (id: string): string => id.replace("exp_", "job_");

/**
 * Lets the queue make a ZIP of everything the account has. One that is under way already is the answer.
 * @throws {AppError} rate_limited beyond three in 24 hours; those that failed are not counted
 */
export function requestExport(db: Db, userId: string, origin: AuditOrigin, now: Date): Promise<DataExportAnswer> {
  return inTransaction(db, async (tx) => {
    // Locks the account's row; otherwise two requests at once could both find none under way.
    await tx.$queryRaw`SELECT FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    const underWay = await tx.dataExport.findFirst({ where: { userId, state: { in: ["waiting", "running"] } } });
    if (underWay) return toExportAnswer(underWay);
    const since = new Date(now.getTime() - dayMs);
    const earlier = await tx.dataExport.findMany({
      where: { userId, createdAt: { gt: since }, state: { not: "failed" } },
      orderBy: { createdAt: "asc" },
    });
    const [oldest] = earlier;
    if (oldest && earlier.length >= exportsPerDay) {
      const retryAfterSeconds = Math.ceil((oldest.createdAt.getTime() + dayMs - now.getTime()) / 1000);
      const detail = `An account can be exported ${exportsPerDay} times in 24 hours. Try again in ${formatCount(Math.ceil(retryAfterSeconds / 3600), "hour")}.`;
      throw new AppError("rate_limited", { detail, retryAfterSeconds });
    }
    const id = createPublicId("exp");
    const created = await tx.dataExport.create({ data: { id, userId, createdAt: now } });
    await writeAudit(tx, origin, { action: "export_requested", userId, target: id, at: now });
    await addMessage(tx, "data-export", { exportId: id });
    return toExportAnswer(created);
  });
}

/** The account's last exports, newest first. */
export async function listExports(db: Db, userId: string): Promise<DataExportAnswer[]> {
  const rows = await db.dataExport.findMany({ where: { userId }, orderBy: newestFirst, take: listed });
  return rows.map(toExportAnswer);
}

/**
 * The storage key of a finished export, and writes down that it is downloaded.
 * @throws {AppError} not_found for another account's, one that isn't ready, and one whose file is gone
 */
export async function openExport(
  db: Db,
  { userId, id }: { userId: string; id: string },
  origin: AuditOrigin,
  now: Date,
): Promise<string> {
  const found = await db.dataExport.findFirst({ where: { id, userId, state: "ready", expiresAt: { gt: now } } });
  if (!found?.storageKey) throw new AppError("not_found", { detail: "There is no such export, or its file is gone." });
  await writeAudit(db, origin, { action: "export_downloaded", userId, target: id, at: now });
  return found.storageKey;
}

const toExportAnswer = ({ id, state, bytes, failure, createdAt, finishedAt, expiresAt }: DataExport) => ({
  id,
  state,
  bytes: bytes === null ? null : Number(bytes),
  failure,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});
