import { anyDeliveryParams, handleReplayAnyDelivery } from "@/lib/http/admin/webhooks/handle-any-webhook";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", params: anyDeliveryParams, handler: handleReplayAnyDelivery },
});
