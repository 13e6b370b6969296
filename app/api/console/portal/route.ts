import { handlePortal } from "@/lib/http/console/handle-billing";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  // Each call creates objects at Stripe.
  POST: { auth: "session", rateLimited: true, handler: handlePortal },
});
