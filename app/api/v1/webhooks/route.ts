import { createWebhookSchema } from "@/lib/contract/webhooks";
import { handleCreateWebhook, handleListWebhooks } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  {
    GET: { auth: "key", scope: "webhooks", handler: handleListWebhooks },
    POST: { auth: "key", scope: "webhooks", body: createWebhookSchema, handler: handleCreateWebhook },
  },
  { cors: true },
);
