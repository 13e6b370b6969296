import { defineRoute } from "@/lib/http/define-route";
import { handleBillingStatus } from "@/lib/http/handle-billing";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleBillingStatus });
