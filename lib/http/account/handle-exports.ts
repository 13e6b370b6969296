import "server-only";
import type { z } from "zod";
import { listExports, openExport, requestExport } from "../../account-data/export/request-export";
import type { dataExportListSchema } from "../../contract/accounts/data-exports";
import { linkToSave } from "../../format/format-files";
import { auditOrigin } from "../auth/callers";
import type { CallerContext, IdParams } from "../route/endpoint";

const linkMs = 15 * 60_000;

export async function handleListExports({ studio, caller }: CallerContext): Promise<Response> {
  const list: z.infer<typeof dataExportListSchema> = { exports: await listExports(studio.db, caller.userId) };
  return Response.json(list);
}

/** @throws {AppError} rate_limited */
export async function handleRequestExport({ studio, caller, request }: CallerContext): Promise<Response> {
  const origin = auditOrigin(caller, request.headers);
  const started = await requestExport(studio.db, caller.userId, origin, studio.clock.now());
  return Response.json(started, { status: 202 });
}

/**
 * The ZIP, for its owner only: sent on to a link that works for a quarter of an hour, so that a broken download goes on where it was.
 * @throws {AppError} not_found
 */
export async function handleDownloadExport(context: CallerContext & IdParams): Promise<Response> {
  const { studio, caller, request, params } = context;
  const now = studio.clock.now();
  const owned = { userId: caller.userId, id: params.id };
  const key = await openExport(studio.db, owned, auditOrigin(caller, request.headers), now);
  const link = studio.storage.signLink(key, new Date(now.getTime() + linkMs));
  const Location = linkToSave(link, `pixomax-data-${now.toISOString().slice(0, 10)}.zip`);
  return new Response(null, { status: 302, headers: { Location, "Referrer-Policy": "no-referrer" } });
}
