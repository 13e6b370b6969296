import { handleCancelJob } from "@/lib/http/console/handle-cancel-job";
import { defineRoute } from "@/lib/http/route/define-route";
import { withApiKey } from "@/lib/http/v1/with-api-key";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: withApiKey(handleCancelJob) },
  { cors: true },
);
