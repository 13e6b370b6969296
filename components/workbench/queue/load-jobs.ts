import type { JobAnswer } from "@/lib/contract/console-jobs";
import { type LocalPhoto, nameAttempt, readAttempt } from "./local-photo";
import type { QueueState } from "./store/queue-state";

type Questions = {
  /** The newest jobs of the workbench. */
  listNewest: () => Promise<JobAnswer[]>;
  findByRefs: (clientRefs: string[]) => Promise<JobAnswer[]>;
  /** Null for a job that is not there any more. */
  findJob: (jobId: string) => Promise<JobAnswer | null>;
};
type Input = {
  /** What was known before and still counts; null when nothing does. */
  known: JobAnswer[] | null;
  photos: LocalPhoto[];
  /** The job that the page's address names. */
  namedJobId: string | null;
};

/** Attempts at one photo that are looked for. */
const maxAttempts = 20;

/**
 * The jobs that the workbench shows, newest first: the newest, those of this browser's photos however old, and the named one. Of
 * those that are known only the newest are asked for again: jobs that have fallen behind them have ended.
 */
export async function loadJobs({ known, photos, namedJobId }: Input, ask: Questions): Promise<JobAnswer[]> {
  const newest = await ask.listNewest();
  const oldestMs = Math.min(...newest.map(createdMs));
  const isListed = new Set(newest.map(({ jobId }) => jobId));
  const older = known
    ? known.filter((job) => !isListed.has(job.jobId) && createdMs(job) <= oldestMs)
    : await ask.findByRefs(listSent(photos));
  const jobs = new Map([...newest, ...older].map((job) => [job.jobId, job]));
  const named = namedJobId === null || jobs.has(namedJobId) ? null : await ask.findJob(namedJobId);
  if (named) jobs.set(named.jobId, named);
  return [...jobs.values()].toSorted((one, other) => createdMs(other) - createdMs(one));
}

function listSent(photos: LocalPhoto[]): string[] {
  return photos.flatMap(({ ref, attempt }) =>
    Array.from({ length: Math.min(attempt, maxAttempts) }, (_, back) => nameAttempt({ ref, attempt: attempt - back })),
  );
}

/** Without those that were removed from the list or are older than the last "Clear"; what the address names is shown. */
export function selectShown(
  jobs: JobAnswer[],
  { clearedAt, hiddenRefs, photos }: Pick<QueueState, "clearedAt" | "hiddenRefs" | "photos">,
  namedJobId: string | null,
): JobAnswer[] {
  const hidden = new Set(hiddenRefs);
  const mine = new Set(photos.map(({ ref }) => ref));
  const clearedMs = clearedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(clearedAt);
  return jobs.filter((job) => {
    const ref = refOfJob(job);
    if (job.jobId === namedJobId || mine.has(ref)) return true;
    return createdMs(job) > clearedMs && !hidden.has(ref);
  });
}

/** The ref that a job's photo has, or would have, in the list. */
export const refOfJob = ({ clientRef, jobId }: Pick<JobAnswer, "clientRef" | "jobId">): string =>
  clientRef === null ? jobId : readAttempt(clientRef).ref;

const createdMs = ({ createdAt }: JobAnswer) => Date.parse(createdAt);
