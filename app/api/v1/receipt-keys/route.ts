import { defineRoute } from "@/lib/http/route/define-route";
import { handleReceiptKeys } from "@/lib/http/v1/handle-receipts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleReceiptKeys }, { cors: true });
