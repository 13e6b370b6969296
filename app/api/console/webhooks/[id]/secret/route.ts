import { defineRoute } from "@/lib/http/define-route";
import { handleRotateWebhookSecret } from "@/lib/http/handle-webhooks";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: handleRotateWebhookSecret,
});
