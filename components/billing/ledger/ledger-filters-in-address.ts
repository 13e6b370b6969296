import type { z } from "zod";
import { listLedgerSchema } from "@/lib/contract/billing";

export type LedgerFilters = Pick<z.infer<typeof listLedgerSchema>, "kind" | "cursor">;

/** The filters in a URL. Unknown values are dropped, so that an old or mistyped link still opens the ledger. */
export function readLedgerFilters(search: URLSearchParams): LedgerFilters {
  const kind = listLedgerSchema.shape.kind.safeParse(search.get("kind") ?? undefined);
  const cursor = listLedgerSchema.shape.cursor.safeParse(search.get("cursor") ?? undefined);
  return { kind: kind.data, cursor: cursor.data };
}

/** The query string for these filters, "" for none. */
export function writeLedgerFilters({ kind, cursor }: LedgerFilters): string {
  const search = new URLSearchParams();
  if (kind) search.set("kind", kind);
  if (cursor) search.set("cursor", cursor);
  return search.size ? `?${search}` : "";
}
