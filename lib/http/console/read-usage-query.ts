import "server-only";
import type { NextRequest } from "next/server";
import { usageRequestSchema } from "../../contract/v1/usage";
import { AppError } from "../../errors/app-error";
import type { UsageQuery } from "../../jobs/read-usage";
import { readQuery } from "../route/read-json";

const dayMs = 86_400_000;
const defaultDays = 30;
const maxDays = 400;

type Asked = UsageQuery & { format: "json" | "csv" };

/**
 * What is asked of the usage. Without `to` it ends today, UTC; without `from` it is 30 days.
 * `Accept: text/csv` counts where `format` is not given.
 * @throws {AppError} invalid_request
 */
export function readUsageQuery(request: NextRequest, now: Date): Asked {
  const { from, to, by, format } = readQuery(request, usageRequestSchema);
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
  const acceptsCsv = request.headers.get("accept")?.includes("text/csv") ?? false;
  return { from: first, to: last, by: [...new Set(by)], format: format ?? (acceptsCsv ? "csv" : "json") };
}

const toDay = (time: number) => new Date(time).toISOString().slice(0, 10);
