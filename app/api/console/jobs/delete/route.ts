import { deleteJobsSchema } from "@/lib/contract/job-search";
import { handleDeleteJobs } from "@/lib/http/console/handle-job-changes";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: deleteJobsSchema, handler: handleDeleteJobs },
});
