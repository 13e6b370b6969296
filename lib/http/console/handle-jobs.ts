import "server-only";
import type { JobList } from "../../contract/answers";
import { listJobsSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import { findJob, listJobs } from "../../jobs/find-jobs";
import { removeJob } from "../../jobs/job-files";
import { sessionCaller } from "../auth/session-caller";
import { readQuery } from "../route/read-json";
import type { RequestContext } from "../route/request-context";
import { answerReceipt } from "./answer-receipt";
import { toJobAnswer } from "./job-answer";

// Another person's job answers like one that does not exist: ids can't be probed.
const noSuchJob = () => new AppError("not_found", { detail: "You have no job with this id." });

export async function handleListJobs(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, storage } = context.studio;
  const { rows, nextCursor } = await listJobs(db, userId, readQuery(context.request, listJobsSchema));
  const list: JobList = { jobs: rows.map((row) => toJobAnswer(row, storage)), nextCursor };
  return Response.json(list);
}

export async function handleGetJob(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, storage } = context.studio;
  const row = await findJob(db, userId, String(context.params.id));
  if (!row) throw noSuchJob();
  return Response.json(toJobAnswer(row, storage));
}

/** Photo and output go now; the row stays for the ledger's record but leaves every list. */
export async function handleRemoveJob(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, storage, clock } = context.studio;
  const jobId = String(context.params.id);
  if (!(await removeJob(db, userId, jobId, clock.now()))) throw noSuchJob();
  await storage.deleteJob(jobId);
  return new Response(null, { status: 204 });
}

/** As the public API's, for the person who is signed in. @throws {AppError} not_found, job_not_finished */
export async function handleJobReceipt(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const row = await findJob(context.studio.db, userId, String(context.params.id));
  if (!row) throw noSuchJob();
  return answerReceipt(context, row);
}
