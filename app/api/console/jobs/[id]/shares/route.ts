import { createShareSchema } from "@/lib/contract/photos/shares";
import { handleCreateShare, handleListShares } from "@/lib/http/console/handle-shares";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", params: idParams, handler: handleListShares },
  POST: { auth: "session", params: idParams, body: createShareSchema, handler: handleCreateShare },
});
