import { handleRotateWebhookSecret } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: handleRotateWebhookSecret,
});
