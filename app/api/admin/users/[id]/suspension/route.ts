import { suspendSchema } from "@/lib/contract/admin/account-requests";
import { handleRestore, handleSuspend } from "@/lib/http/admin/users/handle-users";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PUT: { auth: "operator", params: idParams, body: suspendSchema, handler: handleSuspend },
  DELETE: { auth: "operator", params: idParams, handler: handleRestore },
});
