import { createAccountSchema } from "@/lib/contract/admin/account-requests";
import { handleCreateAccount } from "@/lib/http/admin/users/handle-users";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", body: createAccountSchema, handler: handleCreateAccount },
});
