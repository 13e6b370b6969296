import { handleColorSample, handleSampleOutput } from "@/lib/http/public/handle-sample";
import { checkServiceOpen } from "@/lib/http/route/check-service-open";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: handleSampleOutput },
  HEAD: { auth: "public", handler: handleSampleOutput },
  POST: { auth: "public", sameOrigin: true, open: checkServiceOpen, handler: handleColorSample },
});
