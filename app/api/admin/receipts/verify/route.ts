import { verifyReceiptSchema } from "@/lib/contract/admin/upkeep-requests";
import { handleVerifyReceipt } from "@/lib/http/admin/upkeep/handle-checks";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", body: verifyReceiptSchema, handler: handleVerifyReceipt },
});
