import type { JobAnswer } from "@/lib/contract/console-jobs";
import { type DateForm, formatDeletion } from "@/lib/format/format-dates";
import { findJobFiles } from "./describe-job";

type Job = Pick<JobAnswer, "status" | "outputUrl" | "inputUrl" | "kept" | "expiresAt">;

/** How long a job's files live, plainly; null while it runs and for one that has none. */
export function describeFiles(job: Job, form: DateForm, now = new Date()): string | null {
  const files = findJobFiles(job);
  if (files === "gone") return "Files deleted";
  if (files !== "there") return null;
  return job.kept ? "Kept" : formatDeletion(new Date(job.expiresAt), form, now);
}

/** Whether its files can be kept: they are there, and it was no test key's. */
export const canBeKept = (job: Job & Pick<JobAnswer, "mode">): boolean =>
  findJobFiles(job) === "there" && job.mode === "live";
