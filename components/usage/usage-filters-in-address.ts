/** How many days back, today included. */
export const usageRanges = [7, 30, 90] as const;
export const usageStacks = ["model", "key"] as const;
export type UsageStack = (typeof usageStacks)[number];
export type UsageFilters = { days: (typeof usageRanges)[number]; by: UsageStack };

const defaultFilters: UsageFilters = { days: 30, by: "model" };
const dayMs = 86_400_000;

/** The filters in a URL. Unknown values are dropped, so that an old or mistyped link still opens the page. */
export function readUsageFilters(search: URLSearchParams): UsageFilters {
  return {
    days: usageRanges.find((days) => String(days) === search.get("days")) ?? defaultFilters.days,
    by: usageStacks.find((by) => by === search.get("by")) ?? defaultFilters.by,
  };
}

/** The query string for these filters, "" for the defaults. */
export function writeUsageFilters({ days, by }: UsageFilters): string {
  const search = new URLSearchParams();
  if (days !== defaultFilters.days) search.set("days", String(days));
  if (by !== defaultFilters.by) search.set("by", by);
  return search.size ? `?${search}` : "";
}

/** The same as a query of the API. `today` is the last day, UTC. */
export function writeUsageQuery({ days, by }: UsageFilters, today: string): string {
  const from = new Date(Date.parse(today) - (days - 1) * dayMs).toISOString().slice(0, 10);
  return `?from=${from}&to=${today}&by=day,${by}`;
}
