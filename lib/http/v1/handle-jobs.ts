import "server-only";
import { type JobPage, jobPageRequestSchema } from "../../contract/v1/jobs";
import { AppError } from "../../errors/app-error";
import { isEnded } from "../../jobs/end-job";
import { type JobRow, listJobs } from "../../jobs/find-jobs";
import { removeJob } from "../../jobs/job-files";
import { readQuery } from "../route/read-json";
import type { RequestContext } from "../route/request-context";
import { requestOrigin } from "../route/request-origin";
import { findCallersJob } from "./find-callers-job";
import { toJobResource } from "./job-resource";
import { withApiKey } from "./with-api-key";

/** The account's jobs through both doors, newest first; with a test key, the test jobs alone. */
export const handleListJobs = withApiKey(async (context, { userId, mode }) => {
  const { created_after, created_before, key, ...query } = readQuery(context.request, jobPageRequestSchema);
  const { rows, nextCursor } = await listJobs(context.studio.db, userId, {
    ...query,
    createdAfter: created_after,
    createdBefore: created_before,
    apiKeyId: key,
    isTest: mode === "test" ? true : undefined,
  });
  const page: JobPage = { jobs: rows.map((row) => show(context, row)), nextCursor };
  return Response.json(page);
});

export const handleGetJob = withApiKey(async (context, caller) =>
  Response.json(show(context, await findCallersJob(context, caller))),
);

/**
 * Photo, output and what the photo was called go now. The row stays, because the ledger names it, but nobody sees it again.
 * @throws {AppError} not_found, job_not_finished
 */
export const handleDeleteJob = withApiKey(async (context, caller) => {
  const { db, storage, clock } = context.studio;
  const { id, status } = await findCallersJob(context, caller);
  if (!isEnded(status)) throw new AppError("job_not_finished", { detail: `The job is ${status}.` });
  if (!(await removeJob(db, caller.userId, id, clock.now()))) {
    throw new AppError("not_found", { detail: "You have no job with this id." });
  }
  await storage.deleteJob(id);
  return new Response(null, { status: 204 });
});

function show({ request, studio }: RequestContext, row: JobRow) {
  const { storage, clock } = studio;
  return toJobResource(row, { origin: requestOrigin(request.headers), storage, now: clock.now() });
}
