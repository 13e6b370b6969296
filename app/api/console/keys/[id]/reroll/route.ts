import { rerollKeySchema } from "@/lib/contract/accounts/api-keys";
import { handleRerollKey } from "@/lib/http/console/handle-keys";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", params: idParams, body: rerollKeySchema, handler: handleRerollKey },
});
