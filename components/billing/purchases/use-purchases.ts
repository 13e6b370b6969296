import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { purchaseListSchema } from "@/lib/contract/billing";

/** Everything the account ever began to buy, newest first. */
export function usePurchases() {
  return useQuery({
    queryKey: queryKeys.purchases,
    queryFn: async ({ signal }) =>
      (await fetchJson("/api/console/purchases", purchaseListSchema, { signal })).purchases,
  });
}
