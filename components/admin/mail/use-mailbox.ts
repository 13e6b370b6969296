import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { mailboxSchema, openedMailSchema } from "@/lib/contract/accounts/mailbox";
import { type MailFilters, writeMailFilters } from "./mail-filters-in-address";

const refreshMs = 10_000;
const pathOf = (id: string) => `/api/admin/mail/${encodeURIComponent(id)}`;

/** One page of the mailbox, and how mail leaves the studio. Mails come and go while it is open. */
export function useMailbox(filters: MailFilters) {
  const search = writeMailFilters(filters);
  return useQuery({
    queryKey: [...queryKeys.mailbox, search],
    queryFn: ({ signal }) => fetchJson(`/api/admin/mail${search}`, mailboxSchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
}

/** Opens a mail; each time it is written to the audit log, so it is never fetched by itself. */
export function useOpenMail() {
  return useMutation({
    mutationFn: (id: string) => fetchJson(`${pathOf(id)}/open`, openedMailSchema, { method: "POST" }),
    gcTime: 0,
  });
}

/** Lets a mail that was given up be tried anew. */
export function useRetryMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => fetchNothing(`${pathOf(id)}/retry`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.mailbox }),
  });
}

/** Sends a mail to the operator who asks. */
export function useTestMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchNothing("/api/admin/mail/test", { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.mailbox }),
  });
}
