import { defineRoute } from "@/lib/http/route/define-route";
import { handleOpenApi } from "@/lib/http/v1/handle-openapi";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: handleOpenApi, HEAD: handleOpenApi },
  { cors: true },
);
