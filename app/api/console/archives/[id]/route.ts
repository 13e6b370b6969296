import { handleArchiveLink } from "@/lib/http/jobs/handle-archives";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", rateLimited: true, params: idParams, handler: handleArchiveLink },
});
