import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type Preferences, profileSchema } from "@/lib/contract/accounts/profile";

/** The account as its owner sees it. */
export function useProfile() {
  return useQuery({
    queryKey: queryKeys.profile,
    queryFn: ({ signal }) => fetchJson("/api/account/profile", profileSchema, { signal }),
  });
}

/** Changes some of what the owner says about themself. Pages that are rendered by the server learn of it, too. */
export function useChangeProfile() {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (body: Partial<Preferences>) =>
      fetchJson("/api/account/profile", profileSchema, { method: "PATCH", body }),
    onSuccess: (profile) => {
      client.setQueryData(queryKeys.profile, profile);
      // Outside of the form, which what the refresh brings may make anew.
      toast.success("Saved.");
      router.refresh();
    },
  });
}

type EmailStep = { kind: "change"; email: string; currentPassword: string } | { kind: "cancel" } | { kind: "confirm" };

/** Asks for another address, takes that back, or has the link that confirms the present one sent again. */
export function useEmailStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: EmailStep) => {
      if (step.kind === "cancel") return fetchNothing("/api/account/email", { method: "DELETE" });
      if (step.kind === "confirm") return fetchNothing("/api/account/email/confirmation", { method: "POST" });
      const { email, currentPassword } = step;
      return fetchNothing("/api/account/email", { method: "POST", body: { email, currentPassword } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.profile }),
  });
}
