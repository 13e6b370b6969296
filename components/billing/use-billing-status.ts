import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
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

/** Sets at how few credits the studio warns; null turns the warning off. */
export function useLowCredit() {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (threshold: number | null) =>
      fetchNothing("/api/console/low-credit", { method: "PUT", body: { threshold } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.billing });
      // The server renders header and banner with the layout.
      router.refresh();
    },
  });
}
