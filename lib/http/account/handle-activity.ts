import "server-only";
import { Readable } from "node:stream";
import { listAudit, withoutOperators } from "../../audit/list-audit";
import { writeAuditCsv } from "../../audit/write-audit-csv";
import { listActivitySchema } from "../../contract/accounts/audit";
import type { CallerContext, QueryOf } from "../route/endpoint";
import { csvHeaders, streamResponse } from "../route/file-response";

/** What was done to the caller's account, by whomever. */
export async function handleActivity({
  studio,
  caller,
  query,
}: CallerContext & QueryOf<typeof listActivitySchema>): Promise<Response> {
  return Response.json(withoutOperators(await listAudit(studio.db, { ...query, userId: caller.userId })));
}

export const activityCsvSchema = listActivitySchema.pick({ action: true });

/** The same as a file for a spreadsheet, to its end. It is sent while it is read: it may be long. */
export async function handleActivityCsv({
  studio,
  caller,
  query,
  request,
}: CallerContext & QueryOf<typeof activityCsvSchema>): Promise<Response> {
  const lines = writeAuditCsv(studio.db, { ...query, userId: caller.userId });
  const headers = csvHeaders("pixomax-activity.csv");
  return streamResponse(Readable.from(lines, { objectMode: false }), { headers, signal: request.signal });
}
