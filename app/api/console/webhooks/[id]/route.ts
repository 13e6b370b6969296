import { handleDeleteWebhook, handleGetWebhook, handleUpdateWebhook } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleGetWebhook,
  PATCH: handleUpdateWebhook,
  DELETE: handleDeleteWebhook,
});
