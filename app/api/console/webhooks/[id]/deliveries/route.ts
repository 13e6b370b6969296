import { defineRoute } from "@/lib/http/define-route";
import { handleListDeliveries } from "@/lib/http/handle-webhook-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleListDeliveries,
});
