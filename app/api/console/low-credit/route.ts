import { lowCreditRequestSchema } from "@/lib/contract/billing";
import { handleLowCredit } from "@/lib/http/console/handle-billing";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PUT: { auth: "session", body: lowCreditRequestSchema, handler: handleLowCredit },
});
