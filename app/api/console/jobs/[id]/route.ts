import { defineRoute } from "@/lib/http/define-route";
import { handleGetJob, handleRemoveJob } from "@/lib/http/handle-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleGetJob,
  DELETE: handleRemoveJob,
});
