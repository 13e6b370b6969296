import "server-only";
import type { Usage } from "../../contract/v1/usage";
import { readUsage } from "../../jobs/read-usage";
import { writeUsageCsv } from "../../jobs/write-usage-csv";
import { sessionCaller } from "../auth/session-caller";
import type { RequestContext } from "../route/request-context";
import { withApiKey } from "../v1/with-api-key";
import { readUsageQuery } from "./read-usage-query";

/** GET /api/v1/usage: the whole account's; with a test key, the test jobs alone. */
export const handleUsage = withApiKey(async ({ request, studio }, { userId, mode }) => {
  const { format, ...query } = readUsageQuery(request, studio.clock.now());
  const usage = await readUsage(studio.db, userId, { ...query, isTest: mode === "test" ? true : undefined });
  return format === "csv" ? answerCsv(usage) : Response.json(usage);
});

/** The same for the console's page and its download. */
export async function handleUsageOfAccount(context: RequestContext): Promise<Response> {
  return Response.json(await readUsageOfAccount(context));
}

export async function handleUsageCsv(context: RequestContext): Promise<Response> {
  return answerCsv(await readUsageOfAccount(context));
}

async function readUsageOfAccount(context: RequestContext): Promise<Usage> {
  const { userId } = await sessionCaller(context);
  const { format: _, ...query } = readUsageQuery(context.request, context.studio.clock.now());
  return readUsage(context.studio.db, userId, query);
}

function answerCsv(usage: Usage): Response {
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="pixomax-usage-${usage.from}-${usage.to}.csv"`,
    "X-Content-Type-Options": "nosniff",
  };
  return new Response(writeUsageCsv(usage), { headers });
}
