import { updateNotificationsSchema } from "@/lib/contract/accounts/notifications";
import { handleNotifications, handleUpdateNotifications } from "@/lib/http/account/handle-notifications";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleNotifications },
  PATCH: { auth: "session", body: updateNotificationsSchema, handler: handleUpdateNotifications },
});
