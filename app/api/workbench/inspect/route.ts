import { handleInspect } from "@/lib/http/colorize/handle-inspect";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: "copy", handler: handleInspect },
});
