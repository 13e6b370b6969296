import { handleSendConfirmation } from "@/lib/http/account/handle-email";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", handler: handleSendConfirmation },
});
