import { testWebhookSchema } from "@/lib/contract/webhooks";
import { handleTestWebhook } from "@/lib/http/console/handle-webhook-deliveries";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  // Each call sends to a foreign address.
  POST: { auth: "session", rateLimited: true, params: idParams, body: testWebhookSchema, handler: handleTestWebhook },
});
