import { type ListJobsRequest, listJobsSchema } from "@/lib/contract/requests";

export type JobFilters = Pick<ListJobsRequest, "source" | "status" | "cursor">;

/** The filters in a URL. Unknown values are dropped, so that an old or mistyped link still opens the list. */
export function readJobFilters(search: URLSearchParams): JobFilters {
  const read = <K extends keyof JobFilters>(name: K): JobFilters[K] => {
    const parsed = listJobsSchema.shape[name].safeParse(search.get(name) ?? undefined);
    return parsed.success ? (parsed.data as JobFilters[K]) : undefined;
  };
  return { source: read("source"), status: read("status"), cursor: read("cursor") };
}

/** The query string for these filters, "" for none. */
export function writeJobFilters(filters: JobFilters): string {
  const search = new URLSearchParams();
  for (const name of ["source", "status", "cursor"] as const) {
    const value = filters[name];
    if (value) search.set(name, value);
  }
  return search.size ? `?${search}` : "";
}
