import { archiveRequestSchema } from "@/lib/contract/v1/archives";
import { handleArchive } from "@/lib/http/jobs/handle-archives";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: { auth: "key", scope: "read", body: archiveRequestSchema, handler: handleArchive } },
  { cors: true },
);
