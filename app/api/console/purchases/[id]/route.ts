import { handleGetPurchase } from "@/lib/http/console/handle-billing";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", params: idParams, handler: handleGetPurchase },
});
