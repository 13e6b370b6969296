import { archiveRequestSchema } from "@/lib/contract/v1/archives";
import { handleCreateArchiveLink } from "@/lib/http/jobs/handle-archives";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", rateLimited: true, body: archiveRequestSchema, handler: handleCreateArchiveLink },
});
