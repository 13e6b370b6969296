import { takeCreditsSchema } from "@/lib/contract/admin/account-requests";
import { handleTakeCredits } from "@/lib/http/admin/users/handle-users";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", params: idParams, body: takeCreditsSchema, handler: handleTakeCredits },
});
