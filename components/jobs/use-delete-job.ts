"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { JobList } from "@/lib/contract/console-jobs";

/** Deletes a job's photo and result and takes it off the lists. */
export function useDeleteJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(`/api/console/jobs/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: (_, id) => {
      // Lists forget it at once; the open details page must not ask for what is gone.
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
