import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type JobAnswer, type JobList, jobListSchema, jobSchema } from "@/lib/contract/console-jobs";
import { type JobFilters, writeJobFilters } from "./job-filters-in-address";

export const isRunning = ({ status }: Pick<JobAnswer, "status">) => status === "queued" || status === "running";

/** One page of the job list, polled while a job runs. The current page stays visible while the next one loads. */
export function useJobs(filters: JobFilters) {
  const search = writeJobFilters(filters);
  return useQuery({
    queryKey: [...queryKeys.jobs, "list", search],
    queryFn: ({ signal }) => fetchJson(`/api/console/jobs${search}`, jobListSchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.jobs.some(isRunning) ? 2_000 : false),
  });
}

/** One job, polled every second while it runs. */
export function useJob(id: string) {
  return useQuery({
    queryKey: [...queryKeys.jobs, "one", id],
    queryFn: ({ signal }) => fetchJson(`/api/console/jobs/${encodeURIComponent(id)}`, jobSchema, { signal }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? 1_000 : false),
  });
}

/** Deletes a job's photo and output and removes it from the lists. */
export function useDeleteJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(`/api/console/jobs/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: (_, id) => {
      // The lists drop it at once. The open details page must not be refetched: its job is gone.
      client.setQueriesData<JobList>({ queryKey: [...queryKeys.jobs, "list"] }, (list) =>
        list ? { ...list, jobs: list.jobs.filter((job) => job.jobId !== id) } : list,
      );
      return client.invalidateQueries({
        queryKey: queryKeys.jobs,
        predicate: ({ queryKey }) => queryKey[1] !== "one",
      });
    },
  });
}
