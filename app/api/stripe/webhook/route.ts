import { handleStripeWebhook } from "@/lib/http/public/handle-stripe-webhook";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "public", body: "event", handler: handleStripeWebhook },
});
