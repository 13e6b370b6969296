import { resetPasswordSchema } from "@/lib/contract/accounts/lost-access";
import { countByRange, handleResetPassword } from "@/lib/http/public/sign-in/handle-lost-access";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: {
    auth: "public",
    sameOrigin: true,
    open: countByRange,
    body: resetPasswordSchema,
    handler: handleResetPassword,
  },
});
