import "server-only";
import type { AcceptedJob } from "../../contract/v1/jobs";
import { requestOrigin } from "../route/request-origin";

export const jobPath = (jobId: string) => `/api/v1/jobs/${jobId}`;

/** A job that goes on without its caller, with the addresses to follow and to cancel it. */
export function toAcceptedJob(headers: Headers, { jobId, status }: Pick<AcceptedJob, "jobId" | "status">): AcceptedJob {
  const statusUrl = new URL(jobPath(jobId), requestOrigin(headers)).href;
  return { jobId, status, statusUrl, cancelUrl: `${statusUrl}/cancel` };
}
