import { handleEndSessions } from "@/lib/http/admin/users/handle-users";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: { auth: "operator", params: idParams, handler: handleEndSessions },
});
