import { useQuery } from "@tanstack/react-query";
import { type Maintenance, maintenanceAnswerSchema } from "../contract/maintenance";
import { fetchJson } from "./api-client";
import { queryKeys } from "./query-client";

const lookEveryMs = 30_000;

/**
 * Whether the studio is closed for maintenance, also when it closes while the page is open: those who are about to send photos are
 * told before they press the button.
 */
export function useMaintenance(): Maintenance {
  const { data = null } = useQuery({
    queryKey: queryKeys.maintenance,
    queryFn: async ({ signal }) =>
      (await fetchJson("/api/maintenance", maintenanceAnswerSchema, { signal })).maintenance,
    staleTime: lookEveryMs,
    refetchInterval: lookEveryMs,
  });
  return data;
}
