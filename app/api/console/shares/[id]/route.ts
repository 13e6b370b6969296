import { changeShareSchema } from "@/lib/contract/photos/shares";
import { handleChangeShare, handleRevokeShare } from "@/lib/http/console/handle-shares";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PATCH: { auth: "session", params: idParams, body: changeShareSchema, handler: handleChangeShare },
  DELETE: { auth: "session", params: idParams, handler: handleRevokeShare },
});
