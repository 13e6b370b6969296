import "server-only";
import { cancelAnyJob, openSharedPhoto } from "../../../operator/jobs/show-job";
import { auditOrigin } from "../../auth/callers";
import type { CallerContext, IdParams } from "../../route/endpoint";
import { requestOrigin } from "../../studio/request-origin";

/** @throws {AppError} not_found, job_already_ended */
export async function handleCancelAnyJob({ studio, caller, request, params }: CallerContext & IdParams) {
  const status = await cancelAnyJob(studio.colorize, auditOrigin(caller, request.headers), params.id);
  return Response.json({ status });
}

/** Where the shared photo is. That it is opened is in the audit log from here on. @throws {AppError} not_found */
export async function handleOpenShared({ studio, caller, request, params }: CallerContext & IdParams) {
  const origin = requestOrigin(request.headers);
  const url = await openSharedPhoto(studio, auditOrigin(caller, request.headers), { id: params.id, origin });
  return Response.json({ url });
}
