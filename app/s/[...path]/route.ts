import { handleShareLink } from "@/lib/http/public/handle-share-link";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: handleShareLink },
  HEAD: { auth: "public", handler: handleShareLink },
});
