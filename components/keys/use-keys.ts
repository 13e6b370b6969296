import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { apiKeyListSchema, type CreateKeyRequest, createdApiKeySchema } from "@/lib/contract/accounts/api-keys";

/** Every key of the account, including revoked ones. */
export function useKeys() {
  return useQuery({
    queryKey: queryKeys.keys,
    queryFn: async ({ signal }) => (await fetchJson("/api/console/keys", apiKeyListSchema, { signal })).keys,
  });
}

/** Creates a key; its secret is in this answer and nowhere else, so it is never put into the cache. */
export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateKeyRequest) =>
      fetchJson("/api/console/keys", createdApiKeySchema, { method: "POST", body }),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.keys }),
  });
}

/** Revokes a key by its id. This cannot be undone. */
export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(`/api/console/keys/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.keys }),
  });
}
