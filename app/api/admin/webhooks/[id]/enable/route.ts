import { handleEnableEndpoint } from "@/lib/http/admin/webhooks/handle-any-webhook";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", params: idParams, handler: handleEnableEndpoint },
});
