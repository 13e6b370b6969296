import { handleNextAuth } from "@/lib/http/public/handle-next-auth";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", handler: handleNextAuth },
  POST: { auth: "public", body: "credentials", handler: handleNextAuth },
});
