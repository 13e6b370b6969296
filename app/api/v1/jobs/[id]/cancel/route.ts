import { handleCancelJob } from "@/lib/http/jobs/handle-jobs";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: { auth: "key", scope: "colorize", params: idParams, handler: handleCancelJob } },
  { cors: true },
);
