import type { z } from "zod";
import { type AuditAction, type AuditActor, auditActionSchema, listAuditSchema } from "@/lib/contract/accounts/audit";
import { daySchema } from "@/lib/contract/requests";

/** `from` and `to` are days of the reader's calendar, both inclusive: `2027-01-31`. */
export type AuditFilters = {
  account?: string;
  action?: AuditAction;
  actor?: AuditActor;
  from?: string;
  to?: string;
  cursor?: string;
};

const names = ["account", "action", "actor", "from", "to", "cursor"] as const;
const { account, actor, cursor } = listAuditSchema.shape;

/** The filters in a URL. Unknown values are dropped, so that an old or mistyped link still opens the log. */
export function readAuditFilters(address: URLSearchParams): AuditFilters {
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const parsed = schema.safeParse(address.get(name) ?? undefined);
    return parsed.success ? parsed.data : undefined;
  };
  return {
    account: read("account", account) || undefined,
    action: read("action", auditActionSchema.optional()),
    actor: read("actor", actor),
    from: read("from", daySchema.optional()),
    to: read("to", daySchema.optional()),
    cursor: read("cursor", cursor),
  };
}

/** The query string for these filters, "" for none. */
export function writeAuditFilters(filters: AuditFilters): string {
  const address = new URLSearchParams();
  for (const name of names) {
    const value = filters[name];
    if (value) address.set(name, value);
  }
  return address.size ? `?${address}` : "";
}

/** The same as the API takes it: days are moments there, and they begin at the reader's midnight. */
export function toAuditQuery({ from, to, ...same }: AuditFilters): string {
  const query = new URLSearchParams(writeAuditFilters(same));
  if (from) query.set("from", startOfDay(from).toISOString());
  if (to) query.set("to", startOfDay(to, 1).toISOString());
  return query.size ? `?${query}` : "";
}

/** Not 24 hours after the one before: where clocks change, a day has 23 or 25. */
function startOfDay(day: string, daysLater = 0): Date {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + daysLater);
  return date;
}
