import { usageRequestSchema } from "@/lib/contract/v1/usage";
import { handleUsage } from "@/lib/http/jobs/handle-usage";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "key", scope: "read", query: usageRequestSchema, handler: handleUsage } },
  { cors: true },
);
