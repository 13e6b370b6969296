import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type Notifications, notificationsSchema } from "@/lib/contract/accounts/notifications";

const path = "/api/account/notifications";

/** Where the account's mails go and which it does not want. */
export function useNotifications() {
  return useQuery({
    queryKey: queryKeys.notifications,
    queryFn: ({ signal }) => fetchJson(path, notificationsSchema, { signal }),
  });
}

/** Replaces the kinds that the account does not want; the page shows them at once, and the old ones again if it fails. */
export function useUpdateNotifications() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mutedMails: string[]) =>
      fetchJson(path, notificationsSchema, { method: "PATCH", body: { mutedMails } }),
    onMutate: async (mutedMails) => {
      await client.cancelQueries({ queryKey: queryKeys.notifications });
      const before = client.getQueryData<Notifications>(queryKeys.notifications);
      if (before) client.setQueryData<Notifications>(queryKeys.notifications, { ...before, mutedMails });
      return before;
    },
    onError: (_, __, before) => client.setQueryData(queryKeys.notifications, before),
    onSuccess: (after) => client.setQueryData(queryKeys.notifications, after),
  });
}
