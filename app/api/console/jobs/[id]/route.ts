import { handleGetJob, handleRemoveJob } from "@/lib/http/console/handle-jobs";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleGetJob,
  DELETE: handleRemoveJob,
});
