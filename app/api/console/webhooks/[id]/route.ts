import { defineRoute } from "@/lib/http/define-route";
import { handleDeleteWebhook, handleGetWebhook, handleUpdateWebhook } from "@/lib/http/handle-webhooks";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleGetWebhook,
  PATCH: handleUpdateWebhook,
  DELETE: handleDeleteWebhook,
});
