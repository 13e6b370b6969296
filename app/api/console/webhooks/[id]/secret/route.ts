import { handleRotateWebhookSecret } from "@/lib/http/console/handle-webhooks";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", params: idParams, handler: handleRotateWebhookSecret },
});
