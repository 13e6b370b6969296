import { defineRoute } from "@/lib/http/define-route";
import { handleTestWebhook } from "@/lib/http/handle-webhook-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: handleTestWebhook,
});
