import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { signIn } from "next-auth/react";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { connectedSignInsSchema, connectIntentSchema, type ProviderName } from "@/lib/contract/accounts/sign-in";

const address = "/api/account/connected";

export function useConnectedSignIns() {
  return useQuery({
    queryKey: queryKeys.connectedSignIns,
    queryFn: ({ signal }) => fetchJson(address, connectedSignInsSchema, { signal }),
  });
}

/** Leads to the other service, and from there back to `callbackUrl`. */
export function useConnectSignIn(callbackUrl: string) {
  return useMutation({
    mutationFn: async (provider: ProviderName) => {
      const { intent } = await fetchJson(address, connectIntentSchema, { method: "POST", body: { provider } });
      await signIn(provider, { callbackUrl, connect: intent });
    },
    gcTime: 0,
  });
}

export function useDisconnectSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(`${address}/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.connectedSignIns }),
  });
}
