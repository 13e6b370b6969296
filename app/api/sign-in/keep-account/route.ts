import { keepAccountSchema } from "@/lib/contract/accounts/deletion";
import { handleKeepAccount } from "@/lib/http/public/sign-in/handle-keep-account";
import { countByRange } from "@/lib/http/public/sign-in/handle-lost-access";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "public", sameOrigin: true, open: countByRange, body: keepAccountSchema, handler: handleKeepAccount },
});
