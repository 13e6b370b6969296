import type { JobAnswer } from "@/lib/contract/console-jobs";
import { describeStage } from "@/lib/format/describe-stage";
import type { LocalPhoto, PhotoProblem } from "./local-photo";

export type PhotoState = "ready" | "waiting" | "uploading" | "running" | "done" | "failed";

/** One photo of the queue, known from this page's files, the server's jobs, or both. */
export type QueuePhoto = {
  ref: string;
  name: string;
  state: PhotoState;
  /** What is happening now, in words. */
  step: string;
  /** 0–100 while it makes sense. */
  percent: number | null;
  thumbUrl: string | null;
  beforeUrl: string | null;
  afterUrl: string | null;
  problem: PhotoProblem | null;
  local: LocalPhoto | null;
  job: JobAnswer | null;
};

/**
 * This page's photos in the order they were added, then the server's others, newest first. Of several jobs for one photo
 * (retries) the newest counts. `jobs` come newest first.
 */
export function mergePhotos(local: LocalPhoto[], jobs: JobAnswer[]): QueuePhoto[] {
  const newest = new Map<string, JobAnswer>();
  for (const job of jobs) {
    const ref = job.clientRef ?? job.jobId;
    if (!newest.has(ref)) newest.set(ref, job);
  }
  const mine = local.map((photo) => {
    const job = newest.get(photo.ref) ?? null;
    newest.delete(photo.ref);
    return describePhoto(photo.ref, photo, job?.jobId === photo.pastJobId ? null : job);
  });
  return [...mine, ...[...newest].map(([ref, job]) => describePhoto(ref, null, job))];
}

function describePhoto(ref: string, local: LocalPhoto | null, job: JobAnswer | null): QueuePhoto {
  const { state, step, percent } = readProgress(local, job);
  return {
    ref,
    name: local?.file.name ?? job?.name ?? "Photo",
    state,
    step,
    percent,
    thumbUrl:
      (state === "done" ? (job?.thumbUrl ?? job?.outputUrl) : null) ??
      local?.previewUrl ??
      job?.thumbUrl ??
      job?.inputUrl ??
      null,
    beforeUrl: local?.previewUrl ?? job?.inputUrl ?? null,
    afterUrl: state === "done" ? (job?.outputUrl ?? local?.outputUrl ?? null) : null,
    problem: state === "failed" ? readPhotoProblem(local, job) : null,
    local,
    job,
  };
}

function readProgress(local: LocalPhoto | null, job: JobAnswer | null) {
  const is = (state: PhotoState, step: string, percent: number | null = null) => ({ state, step, percent });
  if (job?.status === "succeeded" || local?.phase === "done") return is("done", "Done");
  if (job?.status === "failed" || job?.status === "canceled" || local?.phase === "failed")
    return is("failed", "Not charged");
  // The job exists before the last bytes are acknowledged; from then on its progress counts, not that of the upload.
  if (job) {
    const stage = job.stage ?? "queued";
    return is("running", describeStage(stage), stage === "queued" ? null : job.percent);
  }
  if (local?.phase === "uploading") return is("uploading", "Uploading", local.percent);
  if (local?.phase === "working") return is("running", "Starting");
  return local?.phase === "waiting" ? is("waiting", "Up next") : is("ready", "Ready");
}

function readPhotoProblem(local: LocalPhoto | null, job: JobAnswer | null): PhotoProblem {
  if (local?.problem) return local.problem;
  const detail = job?.status === "canceled" ? "The job was canceled before it finished." : job?.error?.detail;
  return {
    code: job?.error?.code ?? "unexpected",
    detail: detail ?? "The photo failed, and no reason was given.",
  };
}

/** The original photo: this page's file, or the server's copy; null when neither exists any more. */
export async function readOriginal({ local, job, name }: QueuePhoto): Promise<File | null> {
  if (local) return local.file;
  if (!job?.inputUrl) return null;
  const response = await fetch(job.inputUrl).catch(() => null);
  if (!response?.ok) return null;
  const content = await response.blob();
  return new File([content], name, { type: content.type });
}
