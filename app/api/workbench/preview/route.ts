import { handlePreview, previewQuery } from "@/lib/http/intake/handle-preview";
import { checkServiceOpen } from "@/lib/http/route/check-service-open";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", open: checkServiceOpen, body: "photo", query: previewQuery, handler: handlePreview },
});
