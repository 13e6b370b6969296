import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type JobAnswer, jobListSchema } from "@/lib/contract/console-jobs";
import { keepLinks } from "./stage/keep-links";

const pollMs = 700;
const pollAfterErrorMs = 5_000;
const none: JobAnswer[] = [];

/** The workbench's jobs on the server, newest first. Polled only while one runs, or while `sending` means that one may appear. */
export function useWorkbenchJobs({ signedIn, sending }: { signedIn: boolean; sending: boolean }) {
  const query = useQuery({
    queryKey: queryKeys.workbenchJobs,
    queryFn: ({ signal }) => fetchJson("/api/console/jobs?source=workbench&limit=50", jobListSchema, { signal }),
    enabled: signedIn,
    structuralSharing: (old, fresh) =>
      keepLinks(old as Parameters<typeof keepLinks>[0], fresh as Parameters<typeof keepLinks>[1]),
    refetchInterval: ({ state }) => {
      const atWork = state.data?.jobs.some((job) => job.status === "queued" || job.status === "running");
      if (!sending && !atWork) return false;
      return state.status === "error" ? pollAfterErrorMs : pollMs;
    },
  });
  return {
    jobs: query.data?.jobs ?? none,
    loading: signedIn && query.isPending,
    failed: query.isError,
    retry: query.refetch,
  };
}
