import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { apiKeyListSchema } from "@/lib/contract/accounts/api-keys";
import { movementListSchema } from "@/lib/contract/answers";
import { ledgerPageSchema } from "@/lib/contract/billing";

export type FirstSteps = { photo: boolean; key: boolean; call: boolean };

/**
 * What this account has already done, read from its records: a charge proves a photo, a key's last use proves a call.
 * (Jobs can be deleted by their owner, so they prove nothing.) Undefined while loading, null when it could not be read.
 */
export function useFirstSteps(): FirstSteps | null | undefined {
  const movements = useMovements();
  const keys = useQuery({
    queryKey: queryKeys.keys,
    queryFn: ({ signal }) => fetchJson("/api/console/keys", apiKeyListSchema, { signal }),
    select: ({ keys }) => keys,
  });
  if (!movements.data || !keys.data) return movements.isError || keys.isError ? null : undefined;
  return {
    photo: movements.data.some(({ kind }) => kind === "capture"),
    key: keys.data.length > 0,
    call: keys.data.some(({ lastUsedAt }) => lastUsedAt !== null),
  };
}

/** The last movements of credits, newest first. */
function useMovements() {
  return useQuery({
    queryKey: queryKeys.movements,
    queryFn: async ({ signal }) =>
      (await fetchJson("/api/console/movements", movementListSchema, { signal })).movements,
  });
}

/** The ledger's first rows, newest first: one for each photo. */
export function useLatestLedgerRows() {
  return useQuery({
    queryKey: [...queryKeys.ledger, "latest"],
    queryFn: async ({ signal }) => (await fetchJson("/api/console/ledger?limit=25", ledgerPageSchema, { signal })).rows,
  });
}
