"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import { type JobAnswer, jobListSchema } from "@/lib/contract/console-jobs";
import { type JobFilters, writeJobFilters } from "./job-filters-in-address";

export const isRunning = ({ status }: Pick<JobAnswer, "status">) => status === "queued" || status === "running";

/** One page of the job list; the page before stays in sight while the next one loads, and running jobs move on. */
export function useJobs(filters: JobFilters) {
  const search = writeJobFilters(filters);
  return useQuery({
    queryKey: [...queryKeys.jobs, "list", search],
    queryFn: ({ signal }) => fetchJson(`/api/console/jobs${search}`, jobListSchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.jobs.some(isRunning) ? 2_000 : false),
  });
}
