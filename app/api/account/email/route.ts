import { changeEmailSchema } from "@/lib/contract/accounts/profile";
import { handleCancelEmailChange, handleChangeEmail } from "@/lib/http/account/handle-email";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: changeEmailSchema, handler: handleChangeEmail },
  DELETE: { auth: "session", handler: handleCancelEmailChange },
});
