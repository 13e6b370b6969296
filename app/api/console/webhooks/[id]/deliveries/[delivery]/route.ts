import { deliveryParams, handleGetDelivery } from "@/lib/http/console/handle-webhook-deliveries";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", params: deliveryParams, handler: handleGetDelivery },
});
