import { updateKeySchema } from "@/lib/contract/accounts/api-keys";
import { handleRevokeKey, handleUpdateKey } from "@/lib/http/console/handle-keys";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PATCH: { auth: "session", params: idParams, body: updateKeySchema, handler: handleUpdateKey },
  DELETE: { auth: "session", params: idParams, handler: handleRevokeKey },
});
