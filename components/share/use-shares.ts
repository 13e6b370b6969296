import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import {
  type ChangeShareRequest,
  type CreateShareRequest,
  shareListSchema,
  shareSchema,
} from "@/lib/contract/photos/shares";

const pathOfJob = (jobId: string) => `/api/console/jobs/${encodeURIComponent(jobId)}/shares`;
const pathOf = (id: string) => `/api/console/shares/${encodeURIComponent(id)}`;
const keyOf = (jobId: string) => [...queryKeys.shares, jobId];

/** The links to this photo that work, newest first. */
export function useShares(jobId: string) {
  return useQuery({
    queryKey: keyOf(jobId),
    queryFn: async ({ signal }) => (await fetchJson(pathOfJob(jobId), shareListSchema, { signal })).shares,
  });
}

function useInvalidate(jobId: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keyOf(jobId) });
}

export function useCreateShare(jobId: string) {
  return useMutation({
    mutationFn: (body: CreateShareRequest) => fetchJson(pathOfJob(jobId), shareSchema, { method: "POST", body }),
    onSuccess: useInvalidate(jobId),
  });
}

export function useChangeShare(jobId: string, id: string) {
  return useMutation({
    mutationFn: (body: ChangeShareRequest) => fetchJson(pathOf(id), shareSchema, { method: "PATCH", body }),
    onSuccess: useInvalidate(jobId),
  });
}

/** The link stops working at once and for good. */
export function useRevokeShare(jobId: string, id: string) {
  return useMutation({
    mutationFn: () => fetchNothing(pathOf(id), { method: "DELETE" }),
    onSuccess: useInvalidate(jobId),
  });
}
