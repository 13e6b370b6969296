import { handleMetrics } from "@/lib/http/public/handle-metrics";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: handleMetrics },
  HEAD: { auth: "public", handler: handleMetrics },
});
