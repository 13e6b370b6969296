import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { backupStateSchema } from "@/lib/contract/admin/upkeep-requests";

const address = "/api/admin/backups";
const key = ["admin", "backups"];

/** The backups that are here; asked again every two seconds while one is being made. */
export function useBackups() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => fetchJson(address, backupStateSchema, { signal }),
    refetchInterval: ({ state }) => (state.data?.run && state.data.run.failure === null ? 2_000 : false),
  });
}

export function useStartBackup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (withFiles: boolean) => fetchNothing(address, { method: "POST", body: { withFiles } }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useDeleteBackup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => fetchNothing(`${address}/${encodeURIComponent(name)}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
