import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import type { WebhookEventType } from "@/lib/contract/v1/webhooks";
import {
  webhookDeliveryDetailsSchema,
  webhookDeliveryPageSchema,
  webhookDeliverySchema,
} from "@/lib/contract/webhooks";
import { isMoving, webhookPath } from "../use-webhooks";

const path = (endpointId: string) => `${webhookPath(endpointId)}/deliveries`;

/** One page of the log. `cursor` is null for the newest. */
export function useDeliveries(endpointId: string, cursor: string | null) {
  const search = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
  return useQuery({
    queryKey: [...queryKeys.webhooks, endpointId, "deliveries", search],
    queryFn: ({ signal }) => fetchJson(`${path(endpointId)}${search}`, webhookDeliveryPageSchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.deliveries.some(isMoving) ? 2_000 : false),
  });
}

/** A delivery with its attempts and its body. */
export function useDelivery(endpointId: string, id: string) {
  return useQuery({
    queryKey: [...queryKeys.webhooks, endpointId, "delivery", id],
    queryFn: ({ signal }) =>
      fetchJson(`${path(endpointId)}/${encodeURIComponent(id)}`, webhookDeliveryDetailsSchema, { signal }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 2_000 : false),
  });
}

export function useReplay(endpointId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      fetchJson(`${path(endpointId)}/${encodeURIComponent(id)}/replay`, webhookDeliverySchema, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}

export function useSendTest(endpointId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (type: WebhookEventType) =>
      fetchJson(`${webhookPath(endpointId)}/test`, webhookDeliverySchema, { method: "POST", body: { type } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.webhooks }),
  });
}
