import "server-only";
import { cancelJob } from "../../colorize/cancel-job";
import { headers as names } from "../../contract/headers";
import type { JobPage, jobPageRequestSchema } from "../../contract/v1/jobs";
import { AppError } from "../../errors/app-error";
import { isEnded } from "../../jobs/end-job";
import { findJob, type JobRow, listJobs } from "../../jobs/find-jobs";
import { removeJob } from "../../jobs/job-files";
import { createReceipt } from "../../receipts/create-receipt";
import { deleteSharesOf } from "../../shares/delete-shares";
import type { CallerContext, IdParams, QueryOf } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";
import { showJob, toAcceptedJob } from "./job-answers";

// The same handlers serve a key and a session; only the shape that a job is shown in differs.

/** The account's jobs, whether from the API or the workbench, newest first; with a test key, the test jobs alone. */
export async function handleListJobs(context: CallerContext & QueryOf<typeof jobPageRequestSchema>): Promise<Response> {
  const { created_after, created_before, key, ...query } = context.query;
  const { userId, mode } = context.caller;
  const { rows, nextCursor } = await listJobs(context.studio.db, userId, {
    ...query,
    createdAfter: created_after,
    createdBefore: created_before,
    apiKeyId: key,
    isTest: mode === "test" ? true : undefined,
  });
  const page: JobPage = { jobs: rows.map((row) => showJob(context, row)), nextCursor };
  return Response.json(page);
}

/** @throws {AppError} not_found */
export async function handleGetJob(context: CallerContext & IdParams): Promise<Response> {
  return Response.json(showJob(context, await findCallersJob(context)));
}

/**
 * Photo, output and what the photo was called are deleted now. The row stays, because the ledger names it, but nobody sees it
 * again.
 * @throws {AppError} not_found, job_not_finished
 */
export async function handleDeleteJob(context: CallerContext & IdParams): Promise<Response> {
  const { db, storage, clock } = context.studio;
  const { id, status } = await findCallersJob(context);
  if (!isEnded(status))
    throw new AppError("job_not_finished", {
      detail: `The job is ${status}; only a job that has ended can be deleted.`,
    });
  // False for one that another request has just deleted.
  if (!(await removeJob(db, context.caller.userId, id, clock.now()))) throw noSuchJob();
  await deleteSharesOf(db, id);
  // The row says that the files have to go: what fails here the sweep does.
  await storage
    .deleteJob(id)
    .catch((error: unknown) => context.log.error({ err: error, jobId: id }, "could not delete a job's files"));
  return new Response(null, { status: 204 });
}

/**
 * 200 with the ended job; 202 while the process that runs it has not seen the request to cancel. A test key ends test jobs only.
 * @throws {AppError} not_found, job_already_ended
 */
export async function handleCancelJob({
  request,
  params,
  studio,
  headers,
  caller,
}: CallerContext & IdParams): Promise<Response> {
  const { userId, mode } = caller;
  const { id, status } = await cancelJob(studio.colorize, { userId, jobId: params.id, onlyTest: mode === "test" });
  headers.set(names.jobId, id);
  return Response.json(toAcceptedJob(request.headers, { jobId: id, status }), { status: isEnded(status) ? 200 : 202 });
}

/** The job's signed receipt, named for those who save it. @throws {AppError} not_found, job_not_finished */
export async function handleReceipt(context: CallerContext & IdParams): Promise<Response> {
  const { request, studio } = context;
  const row = await findCallersJob(context);
  const issuer = { origin: requestOrigin(request.headers), secret: studio.settings.RECEIPT_SECRET };
  const signed = await createReceipt(studio.db, row, issuer);
  const headers = { "Content-Disposition": `inline; filename="${row.id}-receipt.json"` };
  return Response.json(signed, { headers });
}

/** The job that the address names, if this caller may see it: any of the account's, for a test key only test jobs. */
export async function findCallersJob({ studio, params, caller }: CallerContext & IdParams): Promise<JobRow> {
  const row = await findJob(studio.db, caller.userId, params.id);
  if (row && (row.isTest || caller.mode === "live")) return row;
  throw noSuchJob();
}

// Another person's job answers like one that does not exist or was deleted: ids can't be probed.
export const noSuchJob = () => new AppError("not_found", { detail: "You have no job with this id." });
