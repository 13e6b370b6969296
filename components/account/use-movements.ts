import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { movementListSchema } from "@/lib/contract/answers";

/** The last movements of credits, newest first. */
export function useMovements() {
  return useQuery({
    queryKey: queryKeys.movements,
    queryFn: async ({ signal }) =>
      (await fetchJson("/api/console/movements", movementListSchema, { signal })).movements,
  });
}
