import { handleListExports, handleRequestExport } from "@/lib/http/account/handle-exports";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleListExports },
  POST: { auth: "session", handler: handleRequestExport },
});
