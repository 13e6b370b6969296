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
    // A delivery that fails can switch the endpoint off.
    refetchInterval: ({ state: { data } }) =>
      data?.lastDelivery && !data.disabledReason && isMoving(data.lastDelivery) ? 2_000 : false,
  });
}

function useInvalidate() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.webhooks });
}

/** The secret is in this response and nowhere else, so it is never cached. */
export function useCreateWebhook() {
  return useMutation({
    mutationFn: (body: CreateWebhookRequest) => fetchJson(all, webhookSecretSchema, { method: "POST", body }),
    gcTime: 0,
    onSuccess: useInvalidate(),
  });
}

/** The new secret is in this response and nowhere else, so it is never cached. */
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
    // The page of this endpoint is still open: refetching it would only show that it is gone.
    onSuccess: () => client.invalidateQueries({ queryKey: [...queryKeys.webhooks, "list"] }),
  });
}

const soonMs = 60_000;

/** Whether the next attempt comes within a minute, so that polling is worth it. */
export const isMoving = ({ nextAttemptAt }: WebhookDeliveryAnswer): boolean =>
  nextAttemptAt !== null && new Date(nextAttemptAt).getTime() - Date.now() < soonMs;
