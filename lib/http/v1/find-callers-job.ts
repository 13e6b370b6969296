import "server-only";
import { AppError } from "../../errors/app-error";
import { findJob, type JobRow } from "../../jobs/find-jobs";
import type { Caller } from "../auth/caller";
import type { RequestContext } from "../route/request-context";

/**
 * The job that the address names, if this caller may see it: any of the account's, for a test key only test jobs.
 * @throws {AppError} not_found, the same for a job that is another's, removed, or none at all: ids can't be probed
 */
export async function findCallersJob({ studio, params }: RequestContext, caller: Caller): Promise<JobRow> {
  const row = await findJob(studio.db, caller.userId, String(params.id));
  if (row && (row.isTest || caller.mode === "live")) return row;
  throw new AppError("not_found", { detail: "You have no job with this id." });
}
