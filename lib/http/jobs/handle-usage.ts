import "server-only";
import type { Usage, usageRequestSchema } from "../../contract/v1/usage";
import { readUsage } from "../../jobs/usage/read-usage";
import { writeUsageCsv } from "../../jobs/usage/write-usage-csv";
import type { CallerContext, QueryOf } from "../route/endpoint";
import { csvHeaders } from "../route/file-response";
import { readUsageQuery } from "./read-usage-query";

type UsageContext = CallerContext & QueryOf<typeof usageRequestSchema>;

/** The account's usage in the format that the request wants, JSON or CSV; with a test key, of the test jobs alone. */
export async function handleUsage(context: UsageContext): Promise<Response> {
  const { format, usage } = await read(context);
  return format === "csv" ? answerCsv(usage) : Response.json(usage);
}

/** The same as CSV, for the console's download. */
export async function handleUsageCsv(context: UsageContext): Promise<Response> {
  return answerCsv((await read(context)).usage);
}

async function read({ request, query, studio, caller }: UsageContext) {
  const { format, ...days } = readUsageQuery(query, request.headers, studio.clock.now());
  const isTest = caller.mode === "test" ? true : undefined;
  return { format, usage: await readUsage(studio.db, caller.userId, { ...days, isTest }) };
}

function answerCsv(usage: Usage): Response {
  return new Response(writeUsageCsv(usage), { headers: csvHeaders(`pixomax-usage-${usage.from}-${usage.to}.csv`) });
}
