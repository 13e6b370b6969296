import { serveFile } from "@/lib/http/public/serve-file";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: serveFile },
  HEAD: { auth: "public", handler: serveFile },
});
