import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import {
  type OwnerProof,
  recoveryCodesSchema,
  secondFactorSetupSchema,
  secondFactorStateSchema,
} from "@/lib/contract/accounts/sign-in";

const address = "/api/account/second-factor";

export function useSecondFactor() {
  return useQuery({
    queryKey: queryKeys.secondFactor,
    queryFn: ({ signal }) => fetchJson(address, secondFactorStateSchema, { signal }),
  });
}

/** What can be done with it. Secrets and recovery codes are in the answers alone, never in the cache. */
export function useChangeSecondFactor() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: queryKeys.secondFactor });
  const start = useMutation({
    mutationFn: (body: { password?: string }) => fetchJson(address, secondFactorSetupSchema, { method: "POST", body }),
    gcTime: 0,
  });
  const confirm = useMutation({
    mutationFn: (body: { code: string }) => fetchJson(address, recoveryCodesSchema, { method: "PUT", body }),
    gcTime: 0,
    onSuccess,
  });
  const renew = useMutation({
    mutationFn: (body: OwnerProof) =>
      fetchJson(`${address}/recovery-codes`, recoveryCodesSchema, { method: "POST", body }),
    gcTime: 0,
    onSuccess,
  });
  const switchOff = useMutation({
    mutationFn: (body: OwnerProof) => fetchNothing(`${address}/off`, { method: "POST", body }),
    onSuccess,
  });
  return { start, confirm, renew, switchOff };
}
