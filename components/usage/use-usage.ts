import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { usageSchema } from "@/lib/contract/v1/usage";

/** `query` comes from writeUsageQuery. The current data stays visible while the next loads. */
export function useUsage(query: string) {
  return useQuery({
    queryKey: [...queryKeys.usage, query],
    queryFn: ({ signal }) => fetchJson(`/api/console/usage${query}`, usageSchema, { signal }),
    placeholderData: keepPreviousData,
  });
}
