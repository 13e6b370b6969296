import { unsubscribeSchema } from "@/lib/contract/accounts/notifications";
import { handleOpenUnsubscribe, handleUnsubscribe } from "@/lib/http/public/handle-unsubscribe";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", query: unsubscribeSchema, handler: handleOpenUnsubscribe },
  POST: { auth: "public", query: unsubscribeSchema, handler: handleUnsubscribe },
});
