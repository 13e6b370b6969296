import { changePasswordSchema } from "@/lib/contract/requests";
import { handleChangePassword } from "@/lib/http/account/handle-password";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: changePasswordSchema, handler: handleChangePassword },
});
