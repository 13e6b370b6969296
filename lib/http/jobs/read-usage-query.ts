import "server-only";
import type { z } from "zod";
import type { usageRequestSchema } from "../../contract/v1/usage";
import { AppError } from "../../errors/app-error";
import type { UsageQuery } from "../../jobs/usage/read-usage";

const dayMs = 86_400_000;
const defaultDays = 30;
const maxDays = 400;

type UsageRequest = z.output<typeof usageRequestSchema>;

/**
 * The days, groups and format that a request for the usage means. Without `to` the days end today, UTC; without `from` they are
 * 30. `Accept: text/csv` counts where `format` is not given.
 * @throws {AppError} invalid_request
 */
export function readUsageQuery(
  { from, to, by, format }: UsageRequest,
  headers: Headers,
  now: Date,
): UsageQuery & { format: "json" | "csv" } {
  const last = to ?? toDay(now.getTime());
  const first = from ?? toDay(Date.parse(last) - (defaultDays - 1) * dayMs);
  const days = (Date.parse(last) - Date.parse(first)) / dayMs + 1;
  if (days < 1) throw new AppError("invalid_request", { detail: "`from` is after `to`.", param: "from" });
  if (days > maxDays) {
    throw new AppError("invalid_request", {
      detail: `These are ${days} days; one call may ask for ${maxDays}.`,
      param: "from",
    });
  }
  const acceptsCsv = headers.get("accept")?.includes("text/csv") ?? false;
  return { from: first, to: last, by: [...new Set(by)], format: format ?? (acceptsCsv ? "csv" : "json") };
}

const toDay = (time: number) => new Date(time).toISOString().slice(0, 10);
