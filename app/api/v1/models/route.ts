import { defineRoute } from "@/lib/http/route/define-route";
import { handleModels } from "@/lib/http/v1/handle-prices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "key", scope: "read", handler: handleModels } },
  { cors: true },
);
