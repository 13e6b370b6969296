import { defineRoute } from "@/lib/http/define-route";
import { handleListPurchases } from "@/lib/http/handle-billing";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleListPurchases });
