import { handleReadMaintenance } from "@/lib/http/public/handle-maintenance";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: handleReadMaintenance },
});
