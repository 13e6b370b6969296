import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { purchaseListSchema } from "@/lib/contract/billing";

/** Every purchase the account has started, newest first. */
export function usePurchases() {
  return useQuery({
    queryKey: queryKeys.purchases,
    queryFn: async ({ signal }) =>
      (await fetchJson("/api/console/purchases", purchaseListSchema, { signal })).purchases,
  });
}
