import { searchJobsSchema } from "@/lib/contract/job-search";
import { handleListPhotos } from "@/lib/http/console/handle-job-lists";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", query: searchJobsSchema, handler: handleListPhotos },
});
