import "server-only";
import { cancelJob } from "../../colorize/cancel-job";
import { headers as names } from "../../contract/headers";
import type { Caller } from "../auth/caller";
import type { RequestContext } from "../route/request-context";
import { toAcceptedJob } from "../v1/accepted-job";

/** 200 with the ended job; 202 while the process that runs it has not seen the wish. A test key ends test jobs only. */
export async function handleCancelJob(context: RequestContext, { userId, mode }: Caller): Promise<Response> {
  const { request, params, studio, headers } = context;
  const jobId = String(params.id);
  const { id, status } = await cancelJob(studio.colorize, { userId, jobId, onlyTest: mode === "test" });
  headers.set(names.jobId, id);
  const isEnding = status === "queued" || status === "running";
  return Response.json(toAcceptedJob(request.headers, { jobId: id, status }), { status: isEnding ? 202 : 200 });
}
