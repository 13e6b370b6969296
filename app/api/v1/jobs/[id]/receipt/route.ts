import { defineRoute } from "@/lib/http/route/define-route";
import { handleReceipt } from "@/lib/http/v1/handle-receipts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleReceipt }, { cors: true });
