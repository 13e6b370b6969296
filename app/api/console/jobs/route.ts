import { listConsoleJobsSchema } from "@/lib/contract/console-jobs";
import { handleListJobs } from "@/lib/http/jobs/handle-jobs";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", query: listConsoleJobsSchema, handler: handleListJobs },
});
