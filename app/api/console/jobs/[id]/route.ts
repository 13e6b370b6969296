import { changeJobSchema } from "@/lib/contract/job-search";
import { handleChangeJob } from "@/lib/http/console/handle-job-changes";
import { handleDeleteJob, handleGetJob } from "@/lib/http/jobs/handle-jobs";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", params: idParams, handler: handleGetJob },
  PATCH: { auth: "session", params: idParams, body: changeJobSchema, handler: handleChangeJob },
  DELETE: { auth: "session", params: idParams, handler: handleDeleteJob },
});
