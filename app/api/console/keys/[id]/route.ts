import { handleRevokeKey } from "@/lib/http/console/handle-keys";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: { auth: "session", params: idParams, handler: handleRevokeKey },
});
