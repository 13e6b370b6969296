import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type JobAnswer, jobSchema } from "@/lib/contract/console-jobs";
import type { ChangeJobRequest } from "@/lib/contract/job-search";

export const isRunning = ({ status }: Pick<JobAnswer, "status">) => status === "queued" || status === "running";

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
    // The open details page must not be read again: its job is gone.
    onSuccess: () => invalidateLists(client),
  });
}

/** Renames a photo, keeps it or lets it go. */
export function useChangeJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ChangeJobRequest & { id: string }) =>
      fetchJson(`/api/console/jobs/${encodeURIComponent(id)}`, jobSchema, { method: "PATCH", body }),
    onSuccess: (job) => {
      client.setQueryData([...queryKeys.jobs, "one", job.jobId], job);
      return invalidateLists(client);
    },
  });
}

const invalidateLists = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: queryKeys.jobs, predicate: ({ queryKey }) => queryKey[1] !== "one" });
