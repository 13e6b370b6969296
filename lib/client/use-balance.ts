import { useQuery } from "@tanstack/react-query";
import { type Balance, balanceSchema } from "../contract/answers";
import { fetchJson } from "./api-client";
import { queryKeys } from "./query-client";

/**
 * The signed-in user's credits, shared by header, workbench and console. Not requested while `initial` is null, which means
 * that nobody is signed in.
 */
export function useBalance(initial: Balance | null) {
  return useQuery({
    queryKey: queryKeys.balance,
    queryFn: ({ signal }) => fetchJson("/api/console/balance", balanceSchema, { signal }),
    initialData: initial ?? undefined,
    enabled: initial !== null,
  });
}
