import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { auditPageSchema } from "@/lib/contract/accounts/audit";

/** One page of an audit log. The current page stays visible while the next one loads. @param path with its query */
export function useAudit(path: string) {
  return useQuery({
    queryKey: [...queryKeys.audit, path],
    queryFn: ({ signal }) => fetchJson(path, auditPageSchema, { signal }),
    placeholderData: keepPreviousData,
  });
}
