import { jobPageRequestSchema } from "@/lib/contract/v1/jobs";
import { handleListJobs } from "@/lib/http/jobs/handle-jobs";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "key", scope: "read", query: jobPageRequestSchema, handler: handleListJobs } },
  { cors: true },
);
