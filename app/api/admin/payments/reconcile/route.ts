import { reconcileSchema } from "@/lib/contract/admin/upkeep-requests";
import { handleReconcile } from "@/lib/http/admin/payments/handle-payments";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", body: reconcileSchema, handler: handleReconcile },
});
