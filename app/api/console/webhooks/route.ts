import { defineRoute } from "@/lib/http/define-route";
import { handleCreateWebhook, handleListWebhooks } from "@/lib/http/handle-webhooks";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleListWebhooks,
  POST: handleCreateWebhook,
});
