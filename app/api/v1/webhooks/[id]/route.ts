import { handleDeleteWebhook } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { DELETE: { auth: "key", scope: "webhooks", params: idParams, handler: handleDeleteWebhook } },
  { cors: true },
);
