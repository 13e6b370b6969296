import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { fetchJson } from "@/lib/client/api-client";
import { ApiProblem } from "@/lib/client/api-problem";
import { queryKeys } from "@/lib/client/query-client";
import { purchaseListSchema, purchaseSchema } from "@/lib/contract/billing";
import { nextPollMs } from "./next-poll";

/** Every purchase the account has started, newest first. */
export function usePurchases() {
  return useQuery({
    queryKey: queryKeys.purchases,
    queryFn: async ({ signal }) =>
      (await fetchJson("/api/console/purchases", purchaseListSchema, { signal })).purchases,
  });
}

/**
 * One purchase, polled until it has ended; without `watch` it is read once. `polls` counts the answers and failures so far.
 * It only reads: credits are added by Stripe's events to the server, never by this page.
 */
export function usePurchase(id: string, { watch }: { watch: boolean }) {
  const client = useQueryClient();
  const queryKey = [...queryKeys.purchases, "one", id];
  const purchase = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchJson(`/api/console/purchases/${encodeURIComponent(id)}`, purchaseSchema, { signal }),
    refetchInterval: ({ state }) => {
      // Another user's purchase or an ended session will not change; a studio that is restarting will.
      if (state.error instanceof ApiProblem && state.error.status >= 400 && state.error.status < 500) return false;
      return watch && nextPollMs(state.data, state.dataUpdateCount + state.errorUpdateCount, new Date());
    },
  });
  const paid = purchase.data?.paidAt != null;
  useEffect(() => {
    if (!paid) return;
    for (const queryKey of [queryKeys.balance, queryKeys.billing, queryKeys.ledger, queryKeys.movements]) {
      void client.invalidateQueries({ queryKey });
    }
  }, [client, paid]);
  const state = client.getQueryState(queryKey);
  return { ...purchase, polls: (state?.dataUpdateCount ?? 0) + (state?.errorUpdateCount ?? 0) };
}
