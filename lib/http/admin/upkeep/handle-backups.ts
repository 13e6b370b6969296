import "server-only";
import { createReadStream } from "node:fs";
import { writeAudit } from "../../../audit/write-audit";
import type { BackupState, startBackupSchema } from "../../../contract/admin/upkeep-requests";
import { backupRun, deleteBackup, findBackup, listBackups, startBackup } from "../../../operator/upkeep/backups";
import { auditOrigin } from "../../auth/callers";
import type { BodyOf, CallerContext, IdParams } from "../../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../../route/file-response";

export async function handleListBackups({ studio }: CallerContext): Promise<Response> {
  const run = backupRun();
  const state: BackupState = {
    files: (await listBackups(studio.settings.DATA_DIR)).map((file) => ({ ...file, at: file.at.toISOString() })),
    run: run && { ...run, startedAt: run.startedAt.toISOString() },
  };
  return Response.json(state);
}

/** 202: it is written behind the answer. @throws {AppError} invalid_request while one is being made */
export async function handleStartBackup({
  studio,
  caller,
  request,
  body,
  log,
}: CallerContext & BodyOf<typeof startBackupSchema>): Promise<Response> {
  void startBackup(studio, auditOrigin(caller, request.headers), body).then(() => {
    const failure = backupRun()?.failure;
    if (failure) log.error({ failure }, "the backup failed");
  });
  return new Response(null, { status: 202 });
}

/** The file, sent while it is read. It is as secret as the studio, so who takes it is in the audit log. @throws {AppError} not_found */
export async function handleDownloadBackup({ studio, caller, request, params }: CallerContext & IdParams) {
  const { db, settings, clock } = studio;
  const { file, bytes } = await findBackup(settings.DATA_DIR, params.id);
  const by = auditOrigin(caller, request.headers);
  await writeAudit(db, by, { action: "backup_downloaded", userId: null, target: params.id, at: clock.now() });
  const headers = {
    "Content-Type": "application/gzip",
    "Content-Disposition": `attachment; filename="${params.id}"`,
    [bodyBytesHeader]: String(bytes),
  };
  return streamResponse(createReadStream(file), { headers, signal: request.signal });
}

/** @throws {AppError} not_found */
export async function handleDeleteBackup({ studio, caller, request, params }: CallerContext & IdParams) {
  await deleteBackup(studio, auditOrigin(caller, request.headers), params.id);
  return new Response(null, { status: 204 });
}
