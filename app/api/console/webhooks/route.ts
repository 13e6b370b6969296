import { createWebhookSchema } from "@/lib/contract/webhooks";
import { handleCreateWebhook, handleListWebhooks } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleListWebhooks },
  // Each call may ask the DNS.
  POST: { auth: "session", rateLimited: true, body: createWebhookSchema, handler: handleCreateWebhook },
});
