import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";

/** Sets at how few credits the studio warns; null turns the warning off. */
export function useLowCredit() {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (threshold: number | null) =>
      fetchNothing("/api/console/low-credit", { method: "PUT", body: { threshold } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.billing });
      // The server renders header and banner with the layout.
      router.refresh();
    },
  });
}
