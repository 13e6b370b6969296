import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { ledgerPageSchema } from "@/lib/contract/billing";
import { type LedgerFilters, writeLedgerFilters } from "./ledger-filters-in-address";

/** One page of the ledger. The current page stays visible while the next one loads. */
export function useLedger(filters: LedgerFilters) {
  const search = writeLedgerFilters(filters);
  return useQuery({
    queryKey: [...queryKeys.ledger, search],
    queryFn: ({ signal }) => fetchJson(`/api/console/ledger${search}`, ledgerPageSchema, { signal }),
    placeholderData: keepPreviousData,
  });
}
