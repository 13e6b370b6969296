import { handleRobots } from "@/lib/http/public/handle-public-documents";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: handleRobots },
  HEAD: { auth: "public", handler: handleRobots },
});
