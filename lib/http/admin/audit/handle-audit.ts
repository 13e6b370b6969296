import "server-only";
import { Readable } from "node:stream";
import type { z } from "zod";
import { findUserByEmail } from "../../../accounts/find-users";
import { type AuditFilter, listAudit, withEmails } from "../../../audit/list-audit";
import { writeAuditCsv } from "../../../audit/write-audit-csv";
import { listAuditSchema } from "../../../contract/accounts/audit";
import type { Db } from "../../../db/client";
import type { CallerContext, QueryOf } from "../../route/endpoint";
import { csvHeaders, streamResponse } from "../../route/file-response";

/** The whole audit log, with the addresses of the accounts. */
export async function handleAudit({
  studio,
  query,
}: CallerContext & QueryOf<typeof listAuditSchema>): Promise<Response> {
  const { cursor, limit } = query;
  const filter = await readFilter(studio.db, query);
  return Response.json(await withEmails(studio.db, await listAudit(studio.db, { ...filter, cursor, limit })));
}

export const auditCsvSchema = listAuditSchema.omit({ cursor: true, limit: true });

/** The same as a file for a spreadsheet, to its end. It is sent while it is read: it may be long. */
export async function handleAuditCsv({
  studio,
  query,
  request,
}: CallerContext & QueryOf<typeof auditCsvSchema>): Promise<Response> {
  const lines = writeAuditCsv(studio.db, await readFilter(studio.db, query), true);
  const headers = csvHeaders("pixomax-audit.csv");
  return streamResponse(Readable.from(lines, { objectMode: false }), { headers, signal: request.signal });
}

/** An address that no account has finds nothing. */
async function readFilter(db: Db, query: z.output<typeof auditCsvSchema>): Promise<AuditFilter> {
  const { account, action, actor, from, to } = query;
  const named = account?.includes("@") ? await findUserByEmail(db, account.toLowerCase()) : null;
  const userId = account?.includes("@") ? (named?.id ?? "") : account || undefined;
  return { userId, action, actor, from, to };
}
