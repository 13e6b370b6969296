import type { JobAnswer, JobList } from "@/lib/contract/console-jobs";

const fields = ["inputUrl", "outputUrl", "thumbUrl"] as const;

/** Every response has newly signed links. Links to files already shown are kept, or the image would reload at each poll. */
export function keepLinks(old: JobList | undefined, fresh: JobList): JobList {
  if (!old) return fresh;
  const known = new Map(old.jobs.map((job) => [job.jobId, job]));
  return { ...fresh, jobs: fresh.jobs.map((job) => keepJobLinks(known.get(job.jobId), job)) };
}

function keepJobLinks(old: JobAnswer | undefined, fresh: JobAnswer): JobAnswer {
  if (!old) return fresh;
  const kept = { ...fresh };
  for (const field of fields) {
    if (isSameFile(old[field], fresh[field])) kept[field] = old[field];
  }
  return kept;
}

const isSameFile = (one: string | null | undefined, other: string | null | undefined) =>
  Boolean(one && other && one.split("?")[0] === other.split("?")[0]);
