import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { sessionsEndedSchema, sessionsSchema } from "@/lib/contract/accounts/sessions";

/** The browsers that are signed in to the account. */
export function useSessions() {
  return useQuery({
    queryKey: queryKeys.sessions,
    queryFn: async ({ signal }) => (await fetchJson("/api/account/sessions", sessionsSchema, { signal })).sessions,
  });
}

/** Signs one browser out by its session's id, or with null every one but this. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string | null) => {
      if (id === null) await fetchJson("/api/account/sessions", sessionsEndedSchema, { method: "DELETE" });
      else await fetchNothing(`/api/account/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sessions }),
  });
}
