import { defineRoute } from "@/lib/http/define-route";
import { handleGetDelivery } from "@/lib/http/handle-webhook-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleGetDelivery,
});
