import { defineRoute } from "@/lib/http/define-route";
import { handleCancelJob } from "@/lib/http/handle-cancel-job";
import { withApiKey } from "@/lib/http/v1/with-api-key";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: withApiKey(handleCancelJob) },
  { cors: true },
);
