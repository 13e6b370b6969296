import { logQuerySchema } from "@/lib/contract/admin/upkeep-requests";
import { handleLog } from "@/lib/http/admin/upkeep/handle-log";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", query: logQuerySchema, handler: handleLog },
});
