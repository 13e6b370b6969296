import { handleBillingStatus } from "@/lib/http/console/handle-billing";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleBillingStatus },
});
