import { checkoutRequestSchema } from "@/lib/contract/billing";
import { handleCheckout } from "@/lib/http/console/handle-billing";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  // Each call creates objects at Stripe.
  POST: { auth: "session", rateLimited: true, body: checkoutRequestSchema, handler: handleCheckout },
});
