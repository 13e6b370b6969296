import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { deletionSchema } from "@/lib/contract/accounts/deletion";

export const deletionPath = "/api/account/deletion";

/** Keeps an account that was to be deleted. */
export function useKeepAccount() {
  const client = useQueryClient();
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const keep = async () => {
    setPending(true);
    try {
      await fetchJson(deletionPath, deletionSchema, { method: "DELETE" });
      await client.invalidateQueries({ queryKey: queryKeys.audit });
      router.refresh();
      toast.success("Your account stays");
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "It did not work. Try again.");
    } finally {
      setPending(false);
    }
  };
  return { keep, isPending };
}
