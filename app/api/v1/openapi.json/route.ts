import { handleOpenApi } from "@/lib/http/public/handle-public-documents";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "public", handler: handleOpenApi }, HEAD: { auth: "public", handler: handleOpenApi } },
  { cors: true },
);
