import { defineRoute } from "@/lib/http/route/define-route";
import { handleListJobs } from "@/lib/http/v1/handle-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleListJobs }, { cors: true });
