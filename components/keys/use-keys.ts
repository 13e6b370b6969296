import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import {
  apiKeyListSchema,
  apiKeySchema,
  type CreateKeyRequest,
  createdApiKeySchema,
  type RerollKeyRequest,
  type UpdateKeyRequest,
} from "@/lib/contract/accounts/api-keys";

const addressOf = (id: string) => `/api/console/keys/${encodeURIComponent(id)}`;

/** Every key of the account, including revoked ones. */
export function useKeys() {
  return useQuery({
    queryKey: queryKeys.keys,
    queryFn: ({ signal }) => fetchJson("/api/console/keys", apiKeyListSchema, { signal }),
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

/** Replaces a key; as with useCreateKey, the new secret is never put into the cache. */
export function useRerollKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RerollKeyRequest) =>
      fetchJson(`${addressOf(id)}/reroll`, createdApiKeySchema, { method: "POST", body }),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.keys }),
  });
}

/** Changes a key's name and limits, disables or enables it. */
export function useUpdateKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateKeyRequest) => fetchJson(addressOf(id), apiKeySchema, { method: "PATCH", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.keys }),
  });
}

/** Revokes a key by its id. This cannot be undone. */
export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(addressOf(id), { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.keys }),
  });
}
