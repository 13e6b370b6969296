import { listDeliveriesSchema } from "@/lib/contract/webhooks";
import { handleListDeliveries } from "@/lib/http/console/handle-webhook-deliveries";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", params: idParams, query: listDeliveriesSchema, handler: handleListDeliveries },
});
