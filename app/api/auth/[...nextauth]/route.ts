import { handleNextAuth } from "@/lib/http/auth/handle-next-auth";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleNextAuth,
  POST: handleNextAuth,
});
