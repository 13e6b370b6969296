import { postQuerySchema } from "@/lib/contract/photos/shares";
import { handleBeforeAfter } from "@/lib/http/console/handle-before-after";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", rateLimited: true, params: idParams, query: postQuerySchema, handler: handleBeforeAfter },
});
