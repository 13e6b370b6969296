import "server-only";
import type { Usage, usageRequestSchema } from "../../contract/v1/usage";
import { readUsage } from "../../jobs/read-usage";
import { writeUsageCsv } from "../../jobs/write-usage-csv";
import type { CallerContext, QueryOf } from "../route/endpoint";
import { readUsageQuery } from "./read-usage-query";

type UsageContext = CallerContext & QueryOf<typeof usageRequestSchema>;

/** The account's usage as JSON or CSV, whichever is asked for; with a test key, of the test jobs alone. */
export async function handleUsage(context: UsageContext): Promise<Response> {
  const { format, usage } = await read(context);
  return format === "csv" ? answerCsv(usage) : Response.json(usage);
}

/** The same as CSV, for the console's download. */
export async function handleUsageCsv(context: UsageContext): Promise<Response> {
  return answerCsv((await read(context)).usage);
}

async function read({ request, query, studio, caller }: UsageContext) {
  const { format, ...asked } = readUsageQuery(query, request.headers, studio.clock.now());
  const isTest = caller.mode === "test" ? true : undefined;
  return { format, usage: await readUsage(studio.db, caller.userId, { ...asked, isTest }) };
}

function answerCsv(usage: Usage): Response {
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="pixomax-usage-${usage.from}-${usage.to}.csv"`,
    "X-Content-Type-Options": "nosniff",
  };
  return new Response(writeUsageCsv(usage), { headers });
}
