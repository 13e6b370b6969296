import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type DataExportAnswer, dataExportListSchema, dataExportSchema } from "@/lib/contract/accounts/data-exports";

const path = "/api/account/exports";
export const exportPath = (id: string): string => `${path}/${encodeURIComponent(id)}`;
export const isUnderWay = ({ state }: DataExportAnswer): boolean => state === "waiting" || state === "running";

/** The account's last exports. One that is being made is asked about again and again. */
export function useDataExports() {
  return useQuery({
    queryKey: queryKeys.exports,
    queryFn: async ({ signal }) => (await fetchJson(path, dataExportListSchema, { signal })).exports,
    refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? 2_000 : false),
  });
}

export function useRequestExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchJson(path, dataExportSchema, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.exports }),
  });
}
