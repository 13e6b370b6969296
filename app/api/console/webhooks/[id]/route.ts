import { updateWebhookSchema } from "@/lib/contract/webhooks";
import { handleDeleteWebhook, handleGetWebhook, handleUpdateWebhook } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", params: idParams, handler: handleGetWebhook },
  PATCH: { auth: "session", params: idParams, body: updateWebhookSchema, handler: handleUpdateWebhook },
  DELETE: { auth: "session", params: idParams, handler: handleDeleteWebhook },
});
