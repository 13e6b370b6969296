import { defineRoute } from "@/lib/http/define-route";
import { handleGetPurchase } from "@/lib/http/handle-billing";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleGetPurchase });
