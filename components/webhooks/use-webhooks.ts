import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import type { WebhookDeliveryAnswer } from "@/lib/contract/webhooks";
import {
  type CreateWebhookRequest,
  type UpdateWebhookRequest,
  webhookEndpointListSchema,
  webhookEndpointSchema,
  webhookSecretSchema,
} from "@/lib/contract/webhooks";

const all = "/api/console/webhooks";
export const webhookPath = (id: string): string => `${all}/${encodeURIComponent(id)}`;

/** Every endpoint of the account. */
export function useWebhooks() {
  return useQuery({
    queryKey: [...queryKeys.webhooks, "list"],
    queryFn: async ({ signal }) => (await fetchJson(all, webhookEndpointListSchema, { signal })).endpoints,
  });
}

export function useWebhook(id: string) {
  return useQuery({
    queryKey: [...queryKeys.webhooks, id],
    queryFn: ({ signal }) => fetchJson(webhookPath(id), webhookEndpointSchema, { signal }),
    // What is on its way may end in the endpoint being switched off.
    refetchInterval: ({ state: { data } }) =>
      data?.lastDelivery && !data.disabledReason && isMoving(data.lastDelivery) ? 2_000 : false,
  });
}

function useInvalidate() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.webhooks });
}

/** Its secret is in this answer and nowhere else, so it is never put into the cache. */
export function useCreateWebhook() {
  return useMutation({
    mutationFn: (body: CreateWebhookRequest) => fetchJson(all, webhookSecretSchema, { method: "POST", body }),
    gcTime: 0,
    onSuccess: useInvalidate(),
  });
}

/** The new secret is in this answer alone. */
export function useRotateSecret(id: string) {
  return useMutation({
    mutationFn: () => fetchJson(`${webhookPath(id)}/secret`, webhookSecretSchema, { method: "POST" }),
    gcTime: 0,
    onSuccess: useInvalidate(),
  });
}

export function useUpdateWebhook(id: string) {
  return useMutation({
    mutationFn: (body: UpdateWebhookRequest) =>
      fetchJson(webhookPath(id), webhookEndpointSchema, { method: "PATCH", body }),
    onSuccess: useInvalidate(),
  });
}

export function useDeleteWebhook(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchNothing(webhookPath(id), { method: "DELETE" }),
    // The page of this one is still open; asking for it again would only say that it is gone.
    onSuccess: () => client.invalidateQueries({ queryKey: [...queryKeys.webhooks, "list"] }),
  });
}

const soonMs = 60_000;

/** Waiting for an attempt that comes within a minute, so it is worth watching. */
export const isMoving = ({ nextAttemptAt }: WebhookDeliveryAnswer): boolean =>
  nextAttemptAt !== null && new Date(nextAttemptAt).getTime() - Date.now() < soonMs;
