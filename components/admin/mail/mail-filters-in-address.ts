import type { z } from "zod";
import { listMailsSchema } from "@/lib/contract/accounts/mailbox";

export type MailFilters = z.infer<typeof listMailsSchema>;

/** The filters in a URL. Unknown values are dropped, so that an old or mistyped link still opens the mailbox. */
export function readMailFilters(search: URLSearchParams): MailFilters {
  const state = listMailsSchema.shape.state.safeParse(search.get("state") ?? undefined);
  const cursor = listMailsSchema.shape.cursor.safeParse(search.get("cursor") ?? undefined);
  return { state: state.data, cursor: cursor.data };
}

/** The query string for these filters, "" for none. */
export function writeMailFilters({ state, cursor }: MailFilters): string {
  const search = new URLSearchParams();
  if (state) search.set("state", state);
  if (cursor) search.set("cursor", cursor);
  return search.size ? `?${search}` : "";
}
