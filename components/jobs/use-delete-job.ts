"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";

/** Deletes a job's photo and result and takes it off the lists. */
export function useDeleteJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(`/api/console/jobs/${encodeURIComponent(id)}`, { method: "DELETE" }),
    // The open details page must not ask for what is gone; lists must.
    onSuccess: () =>
      client.invalidateQueries({ queryKey: queryKeys.jobs, predicate: ({ queryKey }) => queryKey[1] !== "one" }),
  });
}
