import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type BillingStatus, billingStatusSchema } from "@/lib/contract/billing";

/** Packs and balance of the account; `initial` is what the server read for the page. */
export function useBillingStatus(initial: BillingStatus): BillingStatus {
  const { data } = useQuery({
    queryKey: queryKeys.billing,
    queryFn: ({ signal }) => fetchJson("/api/console/billing", billingStatusSchema, { signal }),
    initialData: initial,
  });
  return data;
}
