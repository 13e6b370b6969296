import { handleRevokeKeyOf, keyOfParams } from "@/lib/http/admin/users/handle-users";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: { auth: "operator", params: keyOfParams, handler: handleRevokeKeyOf },
});
