import { deliveryParams, handleReplayDelivery } from "@/lib/http/console/handle-webhook-deliveries";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  // Each call sends to a foreign address.
  POST: { auth: "session", rateLimited: true, params: deliveryParams, handler: handleReplayDelivery },
});
