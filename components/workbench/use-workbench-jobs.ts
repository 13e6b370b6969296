import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { fetchJson } from "@/lib/client/api-client";
import { isNotFound } from "@/lib/client/api-problem";
import { queryKeys } from "@/lib/client/query-client";
import { type JobAnswer, type JobList, jobListSchema, jobSchema } from "@/lib/contract/console-jobs";
import { loadJobs, refOfJob, selectShown } from "./queue/load-jobs";
import { isAtWork } from "./queue/local-photo";
import { queueServer } from "./queue/send/queue-server";
import { forgetPhotos, useQueueState } from "./queue/use-queue";
import { keepLinks } from "./stage/keep-links";

const pollMs = 700;
const pollAfterErrorMs = 5_000;
const none: JobAnswer[] = [];

type Options = {
  signedIn: boolean;
  /** The job that the page's address names (`?job=`), of any source; null for none. */
  namedJobId: string | null;
};

/**
 * The jobs that the workbench shows, newest first: the newest 50 since the last "Clear", those of this browser's photos, and the
 * named one. Polled only while one runs, or while a photo on its way means that one may appear.
 */
export function useWorkbenchJobs({ signedIn, namedJobId }: Options) {
  const queue = useQueueState();
  const queryClient = useQueryClient();
  const queryKey = [...queryKeys.workbenchJobs, namedJobId];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<JobList> => {
      const state = queryClient.getQueryState<JobList>(queryKey);
      // Whoever changes a job invalidates what is known of it; a poll does not.
      const known = state?.data && !state.isInvalidated ? state.data.jobs : null;
      const jobs = await loadJobs(
        { known, photos: queue.photos, namedJobId },
        {
          listNewest: async () =>
            (await fetchJson("/api/console/jobs?source=workbench&limit=50", jobListSchema, { signal })).jobs,
          findByRefs: (clientRefs) => queueServer.findByRefs(clientRefs, signal),
          findJob: (jobId) => findJob(jobId, signal),
        },
      );
      return { jobs, nextCursor: null };
    },
    enabled: signedIn && queue.loaded,
    structuralSharing: (old, fresh) =>
      keepLinks(old as Parameters<typeof keepLinks>[0], fresh as Parameters<typeof keepLinks>[1]),
    refetchInterval: ({ state }) => {
      const runs = state.data?.jobs.some((job) => job.status === "queued" || job.status === "running");
      if (!queue.photos.some(isAtWork) && !runs) return false;
      return state.status === "error" ? pollAfterErrorMs : pollMs;
    },
  });
  const all = query.data?.jobs ?? none;
  const jobs = useMemo(() => selectShown(all, queue, namedJobId), [all, queue, namedJobId]);
  const gone = useMemo(() => listGone(queue.photos, all), [queue.photos, all]);
  const isFresh = query.isSuccess && !query.isStale;
  useEffect(() => {
    if (isFresh && gone.length > 0) forgetPhotos(gone);
  }, [isFresh, gone]);
  return {
    jobs,
    loading: !queue.loaded || (signedIn && query.isPending),
    failed: query.isError,
    retry: query.refetch,
  };
}

/** Photos that are done, and neither the browser nor the studio has any more. A guest's sample never had a job. */
function listGone(photos: ReturnType<typeof useQueueState>["photos"], jobs: JobAnswer[]): string[] {
  const known = new Set(jobs.filter(({ outputUrl }) => outputUrl !== null).map(refOfJob));
  return photos
    .filter(({ ref, phase, file, sample }) => phase === "done" && !file && !sample && !known.has(ref))
    .map(({ ref }) => ref);
}

async function findJob(jobId: string, signal: AbortSignal): Promise<JobAnswer | null> {
  try {
    return await fetchJson(`/api/console/jobs/${encodeURIComponent(jobId)}`, jobSchema, { signal });
  } catch (error) {
    if (error instanceof Error && isNotFound(error)) return null;
    throw error;
  }
}
