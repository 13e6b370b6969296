import { handleColorize } from "@/lib/http/colorize/handle-colorize";
import { checkServiceOpen } from "@/lib/http/route/check-service-open";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: { auth: "key", scope: "colorize", open: checkServiceOpen, body: "order", handler: handleColorize } },
  { cors: true },
);
