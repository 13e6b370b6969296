import { roleSchema } from "@/lib/contract/admin/account-requests";
import { handleChangeRole } from "@/lib/http/admin/users/handle-users";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PUT: { auth: "operator", params: idParams, body: roleSchema, handler: handleChangeRole },
});
