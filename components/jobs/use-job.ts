"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import { jobSchema } from "@/lib/contract/console-jobs";
import { isRunning } from "./use-jobs";

/** One job; asked again every second while it runs. */
export function useJob(id: string) {
  return useQuery({
    queryKey: [...queryKeys.jobs, "one", id],
    queryFn: ({ signal }) => fetchJson(`/api/console/jobs/${encodeURIComponent(id)}`, jobSchema, { signal }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? 1_000 : false),
  });
}
