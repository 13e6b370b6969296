import { handleEndSession } from "@/lib/http/account/handle-sessions";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: { auth: "session", params: idParams, handler: handleEndSession },
});
