import type { z } from "zod";
import { attemptStates, type JobSort, type SearchJobsRequest, searchJobsSchema } from "@/lib/contract/job-search";
import { daySchema, listJobsSchema } from "@/lib/contract/requests";

/** `from` and `to` are days of the reader's calendar, both inclusive: `2027-01-31`. */
export type JobFilters = Pick<SearchJobsRequest, "search" | "source" | "status" | "model"> & {
  from?: string;
  to?: string;
  sort?: JobSort;
  /** Where the list begins; its newest job when left out. */
  cursor?: string;
};

const { search, source, status, model, sort } = searchJobsSchema.shape;
const names = ["search", "source", "status", "model", "from", "to", "sort", "cursor"] as const;

/** The filters in a URL. Unknown values are dropped, so that an old or mistyped link still opens the list. */
export function readJobFilters(address: URLSearchParams): JobFilters {
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const parsed = schema.safeParse(address.get(name) ?? undefined);
    return parsed.success ? parsed.data : undefined;
  };
  const sorted = read("sort", sort);
  return {
    search: read("search", search) || undefined,
    source: read("source", source),
    status: read("status", status),
    model: read("model", model),
    from: read("from", daySchema.optional()),
    to: read("to", daySchema.optional()),
    sort: sorted === "newest" ? undefined : sorted,
    cursor: read("cursor", listJobsSchema.shape.cursor),
  };
}

/** The query string for these filters, "" for none. */
export function writeJobFilters(filters: JobFilters): string {
  const address = new URLSearchParams();
  for (const name of names) {
    const value = filters[name];
    if (value) address.set(name, value);
  }
  return address.size ? `?${address}` : "";
}

/** The same as the API takes it, without a cursor: days are moments there, and they begin at the reader's midnight. */
export function toSearchQuery({ from, to, cursor, ...same }: JobFilters): string {
  const query = new URLSearchParams(writeJobFilters(same));
  if (from) query.set("created_after", startOfDay(from).toISOString());
  if (to) query.set("created_before", startOfDay(to, 1).toISOString());
  return query.toString();
}

/** Whether the list is narrowed to less than everything; its order is no matter. */
export const isNarrowed = ({ sort: _, ...filters }: JobFilters): boolean => writeJobFilters(filters) !== "";

export const photoStates = attemptStates.filter((state) => state !== "refused");

/** Not 24 hours after the one before: where clocks change, a day has 23 or 25. */
function startOfDay(day: string, daysLater = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater);
}
