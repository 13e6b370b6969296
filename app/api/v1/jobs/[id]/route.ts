import { defineRoute } from "@/lib/http/route/define-route";
import { handleDeleteJob, handleGetJob } from "@/lib/http/v1/handle-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: handleGetJob, DELETE: handleDeleteJob },
  { cors: true },
);
