import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";

/** Sets from how few credits on the studio says so; null turns it off. */
export function useLowCredit() {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (threshold: number | null) =>
      fetchNothing("/api/console/low-credit", { method: "PUT", body: { threshold } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.billing });
      // Header and banner are drawn by the server with the layout.
      router.refresh();
    },
  });
}
