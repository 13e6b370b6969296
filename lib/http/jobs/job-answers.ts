import "server-only";
import path from "node:path";
import { thumbKeyOf } from "../../colorize/pictures/create-pictures";
import type { JobAnswer } from "../../contract/console-jobs";
import type { AcceptedJob, JobResource } from "../../contract/v1/jobs";
import type { JobRow } from "../../jobs/find-jobs";
import { filesUntil, originalKey } from "../../jobs/job-files";
import { type Surroundings, toJobResource } from "../../jobs/to-job-resource";
import type { CallerContext } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";

/** A job row as this caller sees it: by key the public API's resource, by session the console's. Links are signed afresh. */
export function showJob({ request, studio, caller }: CallerContext, row: JobRow): JobResource | JobAnswer {
  const { storage, clock } = studio;
  const surroundings = { origin: requestOrigin(request.headers), storage, now: clock.now() };
  return caller.source === "api" ? toJobResource(row, surroundings) : toJobAnswer(row, surroundings);
}

/** A job row as its owner sees it in the console and the workbench. */
export function toJobAnswer(row: JobRow, surroundings: Surroundings): JobAnswer {
  const { storage, now } = surroundings;
  const until = filesUntil(row, now);
  const resource = toJobResource(row, surroundings);
  const original = row.inputName ?? "photo";
  const outputName = nameOutput(row, path.extname(row.outputKey ?? "").slice(1));
  const link = (key: string | null, name: string) =>
    key ? `${storage.signLink(key, until)}&n=${encodeURIComponent(name)}` : null;
  return {
    ...resource,
    clientRef: row.clientRef,
    name: row.inputName,
    inputSha256: row.inputSha256,
    kept: row.keptAt !== null,
    processingMs: row.finishedAt && row.startedAt ? row.finishedAt.getTime() - row.startedAt.getTime() : null,
    inputUrl: link(row.inputKey, original),
    originalUrl: link(row.inputKey && originalKey(row.id, row.inputFormat), original),
    outputUrl: resource.outputUrl && link(row.outputKey, outputName),
    thumbUrl: link(resource.outputUrl && thumbKeyOf(row.id), "thumb.webp"),
  };
}

/** What to save a job's output as. @param extension without the dot */
export const nameOutput = ({ inputName }: Pick<JobRow, "inputName">, extension: string): string =>
  `${path.parse(inputName ?? "photo").name}-color.${extension}`;

export const jobPath = (jobId: string) => `/api/v1/jobs/${jobId}`;

/** A job that runs on after the answer, with the addresses to follow and to cancel it. */
export function toAcceptedJob(headers: Headers, { jobId, status }: Pick<AcceptedJob, "jobId" | "status">): AcceptedJob {
  const statusUrl = new URL(jobPath(jobId), requestOrigin(headers)).href;
  return { jobId, status, statusUrl, cancelUrl: `${statusUrl}/cancel` };
}
