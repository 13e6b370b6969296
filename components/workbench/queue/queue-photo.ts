import { fetchFile } from "@/lib/client/job-files";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { isShown, shownOutputUrl } from "@/lib/contract/console-jobs";
import { defaultOrder, type Order } from "@/lib/contract/order";
import { pictureKey } from "@/lib/contract/photos/edits";
import { describeStage } from "@/lib/format/describe-stage";
import { isPure } from "../photo-facts/describe-finding";
import { groupJobs } from "./group-jobs";
import { type LocalPhoto, nameAttempt, type PhotoProblem } from "./local-photo";
import type { QueueState } from "./store/queue-state";

export type PhotoState = "ready" | "waiting" | "uploading" | "running" | "done" | "failed";

/** A result of a photo whose files are still there; `outputUrl` is of a picture that browsers show. */
export type PhotoVersion = { jobId: string; job: JobAnswer; outputUrl: string };

/** One photo of the queue, known from this browser's files, the server's jobs, or both. */
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
  /** The output that shows and downloads; null unless it is done. */
  afterUrl: string | null;
  /** The output itself, in the format that was ordered; null before there is one. */
  downloadUrl: string | null;
  problem: PhotoProblem | null;
  local: LocalPhoto | null;
  /** The job of the attempt that is on its way or failed; of a photo that is done, that of the chosen version. */
  job: JobAnswer | null;
  /** Every job of the photo that is known, newest first. */
  jobs: JobAnswer[];
  sha256: string | null;
  /** This photo's own options. */
  order: Order;
  /** Newest first. */
  versions: PhotoVersion[];
  /** The version that shows and downloads; null until there is one. */
  chosen: PhotoVersion | null;
  /** An earlier result of the same file, while this one was never sent. */
  duplicateOf: JobAnswer | null;
  /** Name of the sample photo it is. */
  sample: string | null;
};

/** On its way, as far as browser and studio know. */
export const isInProgress = ({ state }: Pick<QueuePhoto, "state">): boolean =>
  state === "waiting" || state === "uploading" || state === "running";

type Known = Pick<QueueState, "photos" | "choices" | "earlier">;

/**
 * This browser's photos in the order of the list, then the server's others, newest first. All jobs of one photo are one entry.
 * `jobs` come newest first.
 */
export function mergePhotos(known: Known, jobs: JobAnswer[]): QueuePhoto[] {
  const { mine, others } = groupJobs(known.photos, jobs);
  const local = known.photos.map((photo) => describePhoto(known, photo.ref, photo, mine.get(photo.ref) ?? []));
  return [
    ...local.map((photo) => ({ ...photo, duplicateOf: findDuplicate(known, photo, jobs) })),
    ...others.map(({ ref, jobs }) => describePhoto(known, ref, null, jobs)),
  ];
}

function describePhoto({ choices }: Known, ref: string, local: LocalPhoto | null, jobs: JobAnswer[]): QueuePhoto {
  const current = local ? (jobs.find(({ clientRef }) => clientRef === nameAttempt(local)) ?? null) : (jobs[0] ?? null);
  const { state, step, percent } = readProgress(local, current);
  const versions = listVersions(jobs);
  const chosen = versions.find(({ jobId }) => jobId === choices[ref]) ?? versions[0] ?? null;
  const job = state === "done" ? (chosen?.job ?? current) : current;
  const latest = job ?? jobs[0] ?? null;
  const photoUrl = (state === "done" ? studioPicture(latest) : null) ?? local?.previewUrl ?? latest?.inputUrl ?? null;
  return {
    ...{ ref, state, step, percent, local, job, jobs, versions, chosen },
    name: latest?.name ?? local?.name ?? "Photo",
    thumbUrl:
      (state === "done" ? (job?.thumbUrl ?? job?.outputUrl ?? (photoUrl ? null : local?.outputUrl)) : null) ??
      local?.previewUrl ??
      latest?.thumbUrl ??
      photoUrl,
    beforeUrl: photoUrl,
    afterUrl: state === "done" ? (chosen?.outputUrl ?? readLocalOutput(local)) : null,
    downloadUrl: state === "done" ? (chosen?.job.outputUrl ?? local?.outputUrl ?? null) : null,
    problem: state === "failed" ? readPhotoProblem(local, current) : null,
    sha256: local?.sha256 ?? latest?.inputSha256 ?? null,
    order: local?.order ?? latest?.order ?? defaultOrder,
    duplicateOf: null,
    sample: local?.sample ?? null,
  };
}

/** The studio's own picture of the photo, with its edits and colors as they were read; null where that is the file itself. */
function studioPicture(job: JobAnswer | null): string | null {
  const pathOf = (url: string | null | undefined) => url?.split("?")[0];
  return job?.originalUrl && pathOf(job.inputUrl) !== pathOf(job.originalUrl) ? job.inputUrl : null;
}

/** Until its job is listed; null for one that browsers only save. */
const readLocalOutput = (local: LocalPhoto | null): string | null =>
  local && isShown(local.order.outputFormat) ? local.outputUrl : null;

function listVersions(jobs: JobAnswer[]): PhotoVersion[] {
  return jobs.flatMap((job) => {
    const outputUrl = job.status === "succeeded" ? shownOutputUrl(job) : null;
    return outputUrl === null ? [] : [{ jobId: job.jobId, job, outputUrl }];
  });
}

function findDuplicate({ earlier }: Known, { local, state, sha256, ref, order }: QueuePhoto, jobs: JobAnswer[]) {
  if (!local || !sha256 || state !== "ready" || local.attempt > 0) return null;
  const key = pictureKey(sha256, order);
  const found = [...jobs, ...(earlier[key] ? [earlier[key]] : [])].find(
    (job) => pictureKey(job.inputSha256, job.order) === key && job.status === "succeeded" && job.outputUrl !== null,
  );
  return found && found.clientRef !== ref ? found : null;
}

function readProgress(local: LocalPhoto | null, job: JobAnswer | null) {
  const is = (state: PhotoState, step: string, percent: number | null = null) => ({ state, step, percent });
  if (local?.phase === "ready") return is("ready", isPure(local.facts) ? "Pure black and white" : "Ready");
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
  return is("waiting", "Up next");
}

function readPhotoProblem(local: LocalPhoto | null, job: JobAnswer | null): PhotoProblem {
  if (local?.problem) return local.problem;
  const detail = job?.status === "canceled" ? "The job was canceled before it finished." : job?.error?.detail;
  return {
    code: job?.error?.code ?? "unexpected",
    detail: detail ?? "The photo failed, and no reason was given.",
  };
}

/** The original photo: this browser's file, or the server's copy; null when neither exists any more. */
export async function readOriginal({ local, jobs, name }: QueuePhoto): Promise<File | null> {
  if (local?.file) return local.file;
  const originalUrl = jobs.find((job) => job.originalUrl)?.originalUrl;
  if (!originalUrl) return null;
  const content = await fetchFile(originalUrl);
  return content && new File([content], name, { type: content.type });
}
